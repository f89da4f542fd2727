#include "memory.h"

#include <link.h>
#include <malloc.h>
#include <stdint.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

/* Segments that are never written, of the program and its libraries: what the loader relocates lies in others. */
static int let_go(struct dl_phdr_info *object, size_t size, void *userdata) {
    const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    if (object->dlpi_addr == getauxval(AT_SYSINFO_EHDR)) return 0;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W) != 0) continue;
        uintptr_t first = object->dlpi_addr + segment->p_vaddr, end = first + segment->p_filesz;
        /* whole pages of it alone */
        first = (first + page - 1) & ~(page - 1);
        end &= ~(page - 1);
        if (first < end) madvise((void *)first, end - first, MADV_DONTNEED);
    }
    return 0;
}

void memory_let_go(void) {
    malloc_trim(0);
    dl_iterate_phdr(let_go, NULL);
}
