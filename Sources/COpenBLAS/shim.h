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

// Eigenvalues of a general matrix, and its eigenvectors where they are asked for.
void dgeev_(const char *jobvl, const char *jobvr, const int *n, double *a, const int *lda, double *wr, double *wi,
            double *vl, const int *ldvl, double *vr, const int *ldvr, double *work, const int *lwork, int *info,
            size_t jobvl_length, size_t jobvr_length);

// LU factorisation with row exchanges, and linear systems solved with it.
void dgetrf_(const int *m, const int *n, double *a, const int *lda, int *ipiv, int *info);
void dgetrs_(const char *trans, const int *n, const int *nrhs, const double *a, const int *lda, const int *ipiv, double *b,
             const int *ldb, int *info, size_t trans_length);

#endif
