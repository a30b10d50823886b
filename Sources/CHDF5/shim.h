// What Swift cannot say about HDF5: the macros that the importer drops, the error stack, one iteration, and descriptors.
// One rule: `shim_` and the macro's name in lower case. Macros run H5open() by themselves when they are used here.
#ifndef REMANENCE_CHDF5_SHIM_H
#define REMANENCE_CHDF5_SHIM_H

#include <hdf5.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

// Number types of this machine.
static inline hid_t shim_h5t_native_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t shim_h5t_native_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t shim_h5t_native_int32(void) { return H5T_NATIVE_INT32; }
static inline hid_t shim_h5t_native_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t shim_h5t_native_uint8(void) { return H5T_NATIVE_UINT8; }
static inline hid_t shim_h5t_native_uint32(void) { return H5T_NATIVE_UINT32; }
static inline hid_t shim_h5t_native_uint64(void) { return H5T_NATIVE_UINT64; }

// Text.
static inline hid_t shim_h5t_c_s1(void) { return H5T_C_S1; }
static inline size_t shim_h5t_variable(void) { return H5T_VARIABLE; }

// Property lists and selections; the importer gives these macros the wrong width.
static inline hid_t shim_h5p_default(void) { return H5P_DEFAULT; }
static inline hid_t shim_h5s_all(void) { return H5S_ALL; }
static inline hid_t shim_h5p_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t shim_h5p_dataset_create(void) { return H5P_DATASET_CREATE; }
static inline hid_t shim_h5p_link_create(void) { return H5P_LINK_CREATE; }

// How a file is opened.
static inline unsigned shim_h5f_acc_rdonly(void) { return H5F_ACC_RDONLY; }
static inline unsigned shim_h5f_acc_rdwr(void) { return H5F_ACC_RDWR; }
static inline unsigned shim_h5f_acc_excl(void) { return H5F_ACC_EXCL; }

// Before the first call of a thread. The library's own printing of errors goes off (a thread-safe build keeps one
// setting per thread), and so does its clean-up at exit: it would crash on a file that was given up on a full disk.
static inline void shim_h5_prepare(void) {
  static _Thread_local int done = 0;
  if (!done) {
    done = 1;
    H5dont_atexit();
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
  }
}

// The descriptor of an open file, which all who opened it share; -1 where it is not on a disk.
static inline int shim_h5f_descriptor(hid_t file) {
  void *handle = NULL;
  hid_t access = H5Fget_access_plist(file);
  int is_on_disk = access >= 0 && H5Pget_driver(access) == H5FD_SEC2;
  if (access >= 0) H5Pclose(access);
  if (!is_on_disk) return -1;
  if (H5Fget_vfd_handle(file, H5P_DEFAULT, &handle) < 0 || handle == NULL) return -1;
  return *(int *)handle;
}

struct shim_h5e_text {
  char *bytes;
  size_t capacity, used;
};

static inline herr_t shim_h5e_append(unsigned depth, const H5E_error2_t *entry, void *context) {
  (void)depth;
  struct shim_h5e_text *text = (struct shim_h5e_text *)context;
  size_t room = text->capacity - text->used;
  if (room < 2 || entry == NULL) return 0;
  int written = snprintf(
      text->bytes + text->used, room, "%s%s: %s", text->used == 0 ? "" : "\x1f",
      entry->func_name ? entry->func_name : "?", entry->desc ? entry->desc : "");
  if (written > 0) text->used += (size_t)written < room ? (size_t)written : room - 1;
  return 0;
}

// The calling thread's error stack as text, innermost cause first, entries separated by the byte 0x1f.
static inline void shim_h5e_walk_text(char *bytes, size_t capacity) {
  struct shim_h5e_text text = {bytes, capacity, 0};
  if (capacity == 0) return;
  bytes[0] = 0;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, shim_h5e_append, &text);
}

struct shim_h5l_visit {
  void *context;
  void (*visit)(void *context, const char *name);
};

static inline herr_t shim_h5l_visit_one(hid_t group, const char *name, const H5L_info_t *info, void *context) {
  (void)group;
  (void)info;
  struct shim_h5l_visit *visitor = (struct shim_h5l_visit *)context;
  visitor->visit(visitor->context, name);
  return 0;
}

// Calls `visit` with the name of every link in a group, in order of name. (H5Literate is a versioned macro.)
static inline herr_t shim_h5l_iterate(hid_t group, void *context, void (*visit)(void *context, const char *name)) {
  struct shim_h5l_visit visitor = {context, visit};
  hsize_t start = 0;
  return H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, &start, shim_h5l_visit_one, &visitor);
}

static inline herr_t shim_h5a_visit_one(hid_t object, const char *name, const H5A_info_t *info, void *context) {
  (void)object;
  (void)info;
  struct shim_h5l_visit *visitor = (struct shim_h5l_visit *)context;
  visitor->visit(visitor->context, name);
  return 0;
}

// Calls `visit` with the name of every attribute of an object, in order of name.
static inline herr_t shim_h5a_iterate(hid_t object, void *context, void (*visit)(void *context, const char *name)) {
  struct shim_h5l_visit visitor = {context, visit};
  hsize_t start = 0;
  return H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, &start, shim_h5a_visit_one, &visitor);
}

#endif
