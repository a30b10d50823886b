// OpenBLAS for Swift: the C interface as it is, and the few LAPACK routines we call, which Debian's OpenBLAS exports under
// their Fortran names without a header.
#ifndef REMANENCE_COPENBLAS_SHIM_H
#define REMANENCE_COPENBLAS_SHIM_H

#include <cblas.h>
#include <stddef.h>

// The trailing sizes are the lengths of the character arguments, which gfortran passes by value at the end.

// Eigenvalues and eigenvectors of a symmetric matrix.
void dsyev_(const char *jobz, const char *uplo, const int *n, double *a, const int *lda, double *w, double *work,
            const int *lwork, int *info, size_t jobz_length, size_t uplo_length);

// Singular value decomposition.
void dgesvd_(const char *jobu, const char *jobvt, const int *m, const int *n, double *a, const int *lda, double *s,
             double *u, const int *ldu, double *vt, const int *ldvt, double *work, const int *lwork, int *info,
             size_t jobu_length, size_t jobvt_length);

#endif
