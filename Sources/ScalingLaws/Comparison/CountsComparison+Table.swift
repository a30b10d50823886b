extension CountsComparison {
  /// The comparison of cells as CSV text: a row for every matched cell and outcome.
  ///
  /// Columns: learning rate, duration, `class`, then `count`, `networks` and `share` of the run, the exact 99.9 % interval of
  /// its share, count, networks and share of the published table, whether that share is inside the interval, the p-value
  /// of Fisher's exact test, and whether it calls the shares different; truths are 1 and 0.
  public var csv: String {
    let header =
      "learning_rate,\(column.rawValue),class,count,networks,share,interval_low,interval_high,"
      + "published_count,published_networks,published_share,inside_interval,fisher_p,outside"
    let rows = cells.map { cell in
      [
        "\(cell.learningRate)", "\(cell.duration)", cell.outcome.column, "\(cell.count)", "\(cell.networks)",
        "\(cell.share)", "\(cell.interval.lower)", "\(cell.interval.upper)", "\(cell.publishedCount)",
        "\(cell.publishedNetworks)", "\(cell.publishedShare)", cell.isInsideInterval ? "1" : "0", "\(cell.pValue)",
        cell.isOutside ? "1" : "0",
      ].joined(separator: ",")
    }
    return ([header] + rows).map { $0 + "\n" }.joined()
  }
}
