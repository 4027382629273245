/* What kernel.h does: a program that prints what is wrong, and nothing where all is right. */
#include <ambi/kernel.h>
#include <string.h>

#include "check.h"

AMBI_DECLARE_MAXDIMS;

static ambi_array doubles(void *data, int32_t ndim, int64_t *shape, int64_t *strides) {
  ambi_array a = {.data = data, .device = {AMBI_DEVICE_CPU, 0}, .ndim = ndim, .dtype = {AMBI_DTYPE_FLOAT, 64, 1},
                  .shape = shape, .strides = strides, .itemsize = 8};
  a.type_num = ambi_type_num(a.dtype);
  a.flags = ambi_layout_flags(&a) | AMBI_ARRAY_WRITEABLE;
  return a;
}

static void access(void) {
  double items[24];
  for (int i = 0; i < 24; i++) {
    items[i] = i;
  }
  int64_t shape[] = {2, 3, 4};
  int64_t strides[] = {12, 4, 1};
  ambi_array a = doubles(items, 3, shape, strides);
  int64_t index[] = {1, 2, 3};
  CHECK(*(double *)ambi_at(&a, index) == 23);
  CHECK(*(double *)ambi_at3(&a, 1, 0, 2) == 14);
  CHECK(ambi_size(&a) == 24);
  CHECK(a.type_num == 12);
  CHECK(ambi_is(&a, AMBI_DTYPE_FLOAT, 64) && !ambi_is(&a, AMBI_DTYPE_FLOAT, 32));
  CHECK(ambi_is_c_contiguous(&a) && !ambi_is_f_contiguous(&a) && ambi_is_writeable(&a));
  CHECK(ambi_byte_stride(&a, 0) == 96);

  int64_t reversed[] = {-4, 1};
  a = doubles(items + 8, 2, shape + 1, reversed);
  CHECK(*(double *)ambi_at2(&a, 2, 3) == 3);
  CHECK(!ambi_has(&a, AMBI_ARRAY_C_CONTIGUOUS));
  CHECK(ambi_has(&a, AMBI_ARRAY_ALIGNED | AMBI_ARRAY_WRITEABLE));

  a = doubles((char *)items + 4, 1, shape, strides + 2);
  CHECK(!ambi_has(&a, AMBI_ARRAY_ALIGNED));
  a = doubles(items, 0, NULL, strides);
  CHECK(ambi_size(&a) == 1 && ambi_is_c_contiguous(&a) && ambi_is_f_contiguous(&a));
  int64_t empty[] = {0, 5};
  a = doubles(items, 2, empty, reversed);
  CHECK(ambi_size(&a) == 0 && ambi_is_c_contiguous(&a) && ambi_is_f_contiguous(&a));
  int64_t column[] = {1, 2};
  int64_t f_shape[] = {2, 3};
  a = doubles(items, 2, f_shape, column);
  CHECK(!ambi_is_c_contiguous(&a) && ambi_is_f_contiguous(&a));
}

static void dlpack(void) {
  double items[6] = {0, 1, 2, 3, 4, 5};
  int64_t shape[] = {2, 3};
  int64_t strides[] = {3, 1};
  ambi_array a = doubles(items, 2, shape, strides);
  DLTensor *tensor = ambi_array_to_dlpack(&a);
  CHECK((void *)tensor == (void *)&a);
  CHECK(tensor->data == items && tensor->ndim == 2 && tensor->shape == shape && tensor->strides == strides);
  CHECK(tensor->dtype.code == 2 && tensor->dtype.bits == 64 && tensor->dtype.lanes == 1);
  CHECK(tensor->byte_offset == 0 && tensor->device.device_type == kDLCPU);

  DLTensor foreign = {.data = items, .device = {kDLCPU, 0}, .ndim = 2, .dtype = {2, 64, 1}, .shape = shape, .byte_offset = 8};
  int64_t room[2];
  ambi_array b;
  CHECK(ambi_array_from_dlpack(&foreign, room, 0, &b) == 0);
  CHECK(b.data == items + 1 && b.byte_offset == 0 && b.itemsize == 8 && b.type_num == 12);
  CHECK(b.strides == room && room[0] == 3 && room[1] == 1);
  CHECK(ambi_is_c_contiguous(&b) && !ambi_is_writeable(&b));
  foreign.strides = strides;
  CHECK(ambi_array_from_dlpack(&foreign, NULL, 1, &b) == 0 && b.strides == strides && ambi_is_writeable(&b));

  ambi_array untouched = b;
  foreign.strides = NULL;
  CHECK(ambi_array_from_dlpack(&foreign, NULL, 1, &b) == -1);
  foreign.ndim = 0;
  CHECK(ambi_array_from_dlpack(&foreign, NULL, 1, &untouched) == 0 && untouched.strides != NULL);
  foreign.ndim = 2;
  foreign.device.device_type = 2;
  CHECK(ambi_array_from_dlpack(&foreign, room, 1, &b) == -1);
  foreign.device.device_type = kDLCPU;
  foreign.dtype.lanes = 4;
  CHECK(ambi_array_from_dlpack(&foreign, room, 1, &b) == -1);
  foreign.dtype.lanes = 1;
  foreign.dtype.bits = 4;
  CHECK(ambi_array_from_dlpack(&foreign, room, 1, &b) == -1);
  foreign.dtype.bits = 64;
  foreign.ndim = 65;
  CHECK(ambi_array_from_dlpack(&foreign, room, 1, &b) == -1);
  CHECK(b.data == items + 1 && b.strides == strides);
}

static int releases;

static void released(ambi_arrow_holder *holder) {
  releases += *(int *)holder->owner;
}

static void arrow(void) {
  static const char formats[] = "cCsSiIlLefg";
  for (const char *f = formats; *f != 0; f++) {
    char format[] = {*f, 0};
    ambi_dtype type = ambi_dtype_from_arrow(format);
    CHECK(type.bits != 0 && strcmp(ambi_arrow_format(type), format) == 0);
    CHECK(ambi_type_num(type) != AMBI_NO_TYPE_NUM);
  }
  CHECK(ambi_dtype_from_arrow("b").bits == 0 && ambi_dtype_from_arrow("tsu:").bits == 0);
  CHECK(ambi_arrow_format((ambi_dtype){AMBI_DTYPE_COMPLEX, 64, 1}) == NULL);
  CHECK(ambi_arrow_format((ambi_dtype){AMBI_DTYPE_BOOL, 8, 1}) == NULL);

  double items[6] = {0, 1, 2, 3, 4, 5};
  int64_t length[] = {4};
  int64_t step[] = {1};
  ambi_array a = doubles(items + 1, 1, length, step);
  int weight = 7;
  ambi_arrow_holder holder = {.released = released, .owner = &weight};
  struct ArrowSchema schema;
  struct ArrowArray exported;
  CHECK(ambi_array_to_arrow(&a, &holder, &schema, &exported) == 0);
  CHECK(strcmp(schema.format, "g") == 0 && exported.length == 4 && exported.null_count == 0);
  CHECK(exported.n_buffers == 2 && exported.buffers[0] == NULL && exported.buffers[1] == items + 1);

  int64_t room[2];
  ambi_array b;
  exported.offset = 1;
  exported.length = 3;
  CHECK(ambi_array_from_arrow(&schema, &exported, room, &b) == 0);
  CHECK(*(double *)ambi_at1(&b, 0) == 2 && *(double *)ambi_at1(&b, 2) == 4 && ambi_size(&b) == 3);
  CHECK(ambi_is_c_contiguous(&b) && !ambi_is_writeable(&b) && b.type_num == 12);

  uint8_t mask = 5;
  exported.buffers[0] = &mask;
  exported.null_count = 1;
  CHECK(ambi_array_from_arrow(&schema, &exported, room, &b) == -1);
  exported.null_count = -1;
  CHECK(ambi_array_from_arrow(&schema, &exported, room, &b) == -1);
  exported.null_count = 0;
  CHECK(ambi_array_from_arrow(&schema, &exported, room, &b) == 0);
  schema.format = "u";
  CHECK(ambi_array_from_arrow(&schema, &exported, room, &b) == -1);
  schema.format = "g";

  /* A copy of the bytes moves the array; releasing that one is what counts. */
  struct ArrowArray moved = exported;
  exported.release = NULL;
  CHECK(ambi_array_from_arrow(&schema, &exported, room, &b) == -1);
  CHECK(releases == 0);
  moved.release(&moved);
  CHECK(releases == 7 && moved.release == NULL);
  schema.release(&schema);
  CHECK(schema.release == NULL);

  step[0] = 2;
  length[0] = 3;
  CHECK(ambi_array_to_arrow(&a, &holder, &schema, &exported) == -1);
  length[0] = 1;
  CHECK(ambi_array_to_arrow(&a, &holder, &schema, &exported) == 0);
  a.dtype.code = AMBI_DTYPE_COMPLEX;
  CHECK(ambi_array_to_arrow(&a, &holder, &schema, &exported) == -1);
}

int main(void) {
  access();
  dlpack();
  arrow();
  CHECK(ambi_maxdims == AMBI_MAXDIMS);
  CHECK(ambi_check_ndim(AMBI_MAXDIMS) && !ambi_check_ndim(AMBI_MAXDIMS + 1) && !ambi_check_ndim(-1));
  return failures != 0;
}
