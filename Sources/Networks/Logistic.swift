import Foundation

/// The logistic function 1 / (1 + exp(-x)), for places where speed does not matter.
func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
