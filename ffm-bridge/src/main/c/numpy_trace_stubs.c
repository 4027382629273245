/*
 * The stubs of traced tables: one for each slot of each table and lane. A stub finds its number from its own address; all
 * share the code that saves the registers of arguments, asks the recorder for the real function, calls it with the same
 * registers and the same words of stack, and gives back whatever it gave back. The frame has unwind information, and is an
 * ordinary one to debuggers, longjmp and C++ exceptions.
 */
#include "numpy_trace.h"

#if defined __x86_64__ && !defined __APPLE__ && !defined _WIN32

#define STRING_(x) #x
#define STRING(x) STRING_(x)
#define STUBS 8000 /* AMBI_TRACE_LANES * AMBI_TRACE_FUNCTIONS, as a number for the assembler */
_Static_assert(STUBS == AMBI_TRACE_LANES * AMBI_TRACE_FUNCTIONS, "one stub for each function of each lane");

extern const char ambi_trace_first_stub[] __attribute__((visibility("hidden")));
const char *const ambi_trace_stubs = ambi_trace_first_stub;

/*
 * The frame, below %rbp:
 *
 *   -8    the caller's %rax: how many vector registers a variadic call uses
 *   -16   the real function
 *   -40   the token, three words
 *   -48   the number of stack words
 *   -64   %rdx, -72 %rax, -80 %xmm1 and -88 %xmm0 (their low halves) of the result
 *   -272  ambi_trace_registers
 */
__asm__(
    ".text\n"
    ".p2align 4\n"
    ".type ambi_trace_common, @function\n"
    "ambi_trace_common:\n"
    "  .cfi_startproc\n"
    "  pushq %rbp\n"
    "  .cfi_def_cfa_offset 16\n"
    "  .cfi_offset %rbp, -16\n"
    "  movq %rsp, %rbp\n"
    "  .cfi_def_cfa_register %rbp\n"
    "  subq $272, %rsp\n"
    "  movq %rax, -8(%rbp)\n"
    "  movq %rdi, -272(%rbp)\n"
    "  movq %rsi, -264(%rbp)\n"
    "  movq %rdx, -256(%rbp)\n"
    "  movq %rcx, -248(%rbp)\n"
    "  movq %r8, -240(%rbp)\n"
    "  movq %r9, -232(%rbp)\n"
    "  movaps %xmm0, -224(%rbp)\n"
    "  movaps %xmm1, -208(%rbp)\n"
    "  movaps %xmm2, -192(%rbp)\n"
    "  movaps %xmm3, -176(%rbp)\n"
    "  movaps %xmm4, -160(%rbp)\n"
    "  movaps %xmm5, -144(%rbp)\n"
    "  movaps %xmm6, -128(%rbp)\n"
    "  movaps %xmm7, -112(%rbp)\n"
    "  movq %r11, %rdi\n"
    "  leaq -272(%rbp), %rsi\n"
    "  leaq 8(%rbp), %rdx\n"
    "  leaq -40(%rbp), %rcx\n"
    "  leaq -48(%rbp), %r8\n"
    "  call ambi_trace_enter\n"
    "  movq %rax, -16(%rbp)\n"
    "  movq -48(%rbp), %rcx\n"
    "  leaq 15(,%rcx,8), %rax\n"
    "  andq $-16, %rax\n"
    "  subq %rax, %rsp\n"
    "  leaq 16(%rbp), %rsi\n"
    "  movq %rsp, %rdi\n"
    "  rep movsq\n"
    "  movaps -224(%rbp), %xmm0\n"
    "  movaps -208(%rbp), %xmm1\n"
    "  movaps -192(%rbp), %xmm2\n"
    "  movaps -176(%rbp), %xmm3\n"
    "  movaps -160(%rbp), %xmm4\n"
    "  movaps -144(%rbp), %xmm5\n"
    "  movaps -128(%rbp), %xmm6\n"
    "  movaps -112(%rbp), %xmm7\n"
    "  movq -272(%rbp), %rdi\n"
    "  movq -264(%rbp), %rsi\n"
    "  movq -256(%rbp), %rdx\n"
    "  movq -248(%rbp), %rcx\n"
    "  movq -240(%rbp), %r8\n"
    "  movq -232(%rbp), %r9\n"
    "  movq -8(%rbp), %rax\n"
    "  call *-16(%rbp)\n"
    "  movq %rax, -72(%rbp)\n"
    "  movq %rdx, -64(%rbp)\n"
    "  movlps %xmm0, -88(%rbp)\n"
    "  movlps %xmm1, -80(%rbp)\n"
    "  leaq -40(%rbp), %rdi\n"
    "  leaq -272(%rbp), %rsi\n"
    "  movq %rax, %rdx\n"
    "  movq -88(%rbp), %rcx\n"
    "  call ambi_trace_leave\n"
    "  movq -72(%rbp), %rax\n"
    "  movq -64(%rbp), %rdx\n"
    "  movq -88(%rbp), %xmm0\n"
    "  movq -80(%rbp), %xmm1\n"
    "  leave\n"
    "  .cfi_def_cfa %rsp, 8\n"
    "  ret\n"
    "  .cfi_endproc\n"
    ".size ambi_trace_common, .-ambi_trace_common\n"
    ".p2align 4\n"
    ".hidden ambi_trace_first_stub\n"
    ".globl ambi_trace_first_stub\n"
    ".type ambi_trace_first_stub, @function\n"
    "ambi_trace_first_stub:\n"
    "  .cfi_startproc\n"
    ".rept " STRING(STUBS) "\n"
    "  .p2align 4\n"
    "  leaq 0(%rip), %r11\n" /* the address of the next instruction, 7 bytes on */
    "  jmp ambi_trace_common\n"
    ".endr\n"
    ".p2align 4\n"
    "  .cfi_endproc\n"
    ".size ambi_trace_first_stub, .-ambi_trace_first_stub\n");

#else

const char *const ambi_trace_stubs = NULL;

#endif
