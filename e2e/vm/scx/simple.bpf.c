/*
 * The smallest sched_ext scheduler: a name and no callbacks. The kernel then runs every task from one global queue,
 * first come, first served (Documentation/scheduler/sched-ext.rst), whatever weights their cgroups have.
 *
 * No kernel header is needed: libbpf fills the kernel's struct of this name member by member, as BTF names them, and
 * leaves those that are not declared here zero. In this section it is removed when the last link to it is.
 */
struct sched_ext_ops {
	char name[128];
};

__attribute__((section(".struct_ops.link"), used)) struct sched_ext_ops simple = { .name = "simple" };
