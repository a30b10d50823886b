// MINPACK in C: non-linear least squares by Levenberg and Marquardt, the code behind scipy's curve_fit.
#pragma once
#include <cminpack.h>
