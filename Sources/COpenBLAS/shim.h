// OpenBLAS for Swift: the C interface as it is, and the few LAPACK routines we call, which Debian's OpenBLAS exports under
// their Fortran names without a header.
#ifndef REMANENCE_COPENBLAS_SHIM_H
#define REMANENCE_COPENBLAS_SHIM_H

#include <cblas.h>

#endif
