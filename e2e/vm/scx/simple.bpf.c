/*
 * The smallest sched_ext scheduler there is: a name and no callbacks, which the kernel runs as one global queue, first
 * come first served (Documentation/scheduler/sched-ext.rst). Compiled with `clang -target bpf -g -O2 -c`, loaded with
 * `bpftool struct_ops register`.
 *
 * The struct is declared with the members used here: libbpf finds the kernel's of the same name by BTF, member by
 * member, and leaves the others zero. So no header of a kernel is needed.
 */
struct sched_ext_ops {
	char name[128];
};

/* Removed when its link is: bpf(2) struct_ops with BPF_F_LINK. */
__attribute__((section(".struct_ops.link"), used)) struct sched_ext_ops simple = { .name = "simple" };

__attribute__((section("license"), used)) char spoken_license[] = "GPL";
