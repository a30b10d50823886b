// What Swift cannot say about MPI: handles and the macros that name them. Handles never leave this header: they are
// pointers in some implementations and integers in others, and the importer treats the two differently. So each call
// that takes a handle is one function here, `shim_` and the call's name in lower case, on the world of all ranks.
#ifndef REMANENCE_COPENMPI_SHIM_H
#define REMANENCE_COPENMPI_SHIM_H

#include <mpi.h>
#include <stddef.h>

enum shim_type { shim_type_uint8, shim_type_int32, shim_type_int64, shim_type_float, shim_type_double };
enum shim_reduction { shim_reduction_maximum, shim_reduction_minimum, shim_reduction_sum };

// A request, opaque to Swift.
struct shim_request {
  MPI_Request handle;
};

static inline MPI_Datatype shim_mpi_datatype(enum shim_type type) {
  switch (type) {
    case shim_type_uint8: return MPI_UINT8_T;
    case shim_type_int32: return MPI_INT32_T;
    case shim_type_int64: return MPI_INT64_T;
    case shim_type_float: return MPI_FLOAT;
    case shim_type_double: return MPI_DOUBLE;
  }
  return MPI_DATATYPE_NULL;
}

static inline MPI_Op shim_mpi_op(enum shim_reduction reduction) {
  switch (reduction) {
    case shim_reduction_maximum: return MPI_MAX;
    case shim_reduction_minimum: return MPI_MIN;
    case shim_reduction_sum: return MPI_SUM;
  }
  return MPI_OP_NULL;
}

static inline int shim_mpi_thread_funneled(void) { return MPI_THREAD_FUNNELED; }
static inline int shim_mpi_success(void) { return MPI_SUCCESS; }
static inline int shim_mpi_version(void) { return MPI_VERSION; }
static inline int shim_mpi_subversion(void) { return MPI_SUBVERSION; }
static inline int shim_mpi_max_error_string(void) { return MPI_MAX_ERROR_STRING; }
static inline int shim_mpi_max_processor_name(void) { return MPI_MAX_PROCESSOR_NAME; }
static inline int shim_mpi_max_library_version_string(void) { return MPI_MAX_LIBRARY_VERSION_STRING; }

// Errors of the world come back as values instead of ending the job.
static inline int shim_mpi_errors_return(void) { return MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN); }

static inline int shim_mpi_comm_rank(int *rank) { return MPI_Comm_rank(MPI_COMM_WORLD, rank); }
static inline int shim_mpi_comm_size(int *size) { return MPI_Comm_size(MPI_COMM_WORLD, size); }
static inline int shim_mpi_abort(int status) { return MPI_Abort(MPI_COMM_WORLD, status); }
static inline int shim_mpi_barrier(void) { return MPI_Barrier(MPI_COMM_WORLD); }

static inline int shim_mpi_bcast(void *buffer, int count, enum shim_type type, int root) {
  return MPI_Bcast(buffer, count, shim_mpi_datatype(type), root, MPI_COMM_WORLD);
}

static inline int shim_mpi_allreduce(
    const void *input, void *result, int count, enum shim_type type, enum shim_reduction reduction) {
  return MPI_Allreduce(input, result, count, shim_mpi_datatype(type), shim_mpi_op(reduction), MPI_COMM_WORLD);
}

static inline int shim_mpi_allgather(const void *input, int count, void *result, enum shim_type type) {
  MPI_Datatype datatype = shim_mpi_datatype(type);
  return MPI_Allgather(input, count, datatype, result, count, datatype, MPI_COMM_WORLD);
}

static inline int shim_mpi_gatherv(
    const void *input, int count, void *result, const int *counts, const int *offsets, enum shim_type type, int root) {
  MPI_Datatype datatype = shim_mpi_datatype(type);
  return MPI_Gatherv(input, count, datatype, result, counts, offsets, datatype, root, MPI_COMM_WORLD);
}

static inline int shim_mpi_iallreduce(
    const void *input, void *result, int count, enum shim_type type, enum shim_reduction reduction,
    struct shim_request *request) {
  request->handle = MPI_REQUEST_NULL;
  return MPI_Iallreduce(
      input, result, count, shim_mpi_datatype(type), shim_mpi_op(reduction), MPI_COMM_WORLD, &request->handle);
}

static inline int shim_mpi_isend(
    const void *buffer, int count, enum shim_type type, int target, int tag, struct shim_request *request) {
  request->handle = MPI_REQUEST_NULL;
  return MPI_Isend(buffer, count, shim_mpi_datatype(type), target, tag, MPI_COMM_WORLD, &request->handle);
}

static inline int shim_mpi_test(struct shim_request *request, int *done) {
  return MPI_Test(&request->handle, done, MPI_STATUS_IGNORE);
}

// Whether a message is waiting from any rank: from which, and how many numbers (negative where no whole ones).
static inline int shim_mpi_iprobe(int tag, enum shim_type type, int *found, int *source, int *count) {
  MPI_Status status;
  int result = MPI_Iprobe(MPI_ANY_SOURCE, tag, MPI_COMM_WORLD, found, &status);
  if (result != MPI_SUCCESS || !*found) return result;
  *source = status.MPI_SOURCE;
  result = MPI_Get_count(&status, shim_mpi_datatype(type), count);
  if (*count == MPI_UNDEFINED) *count = -1;
  return result;
}

static inline int shim_mpi_recv(void *buffer, int count, enum shim_type type, int source, int tag) {
  return MPI_Recv(buffer, count, shim_mpi_datatype(type), source, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
}

#endif
