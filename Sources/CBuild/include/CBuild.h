#ifndef GALLEY_BUILD_H
#define GALLEY_BUILD_H

// The commit that the program was built from; empty where the build was not told (see scripts/setup.sh).
const char *galley_commit(void);

// Sees that no core file of this process is written from now on, since it would hold the keys that are in memory.
//
// The soft limit is 0 and the hard one stays. Programs that are started later inherit both: the library that starts
// them takes no limits, and one that wants core files can raise its own again. On Linux the process also counts as not
// dumpable (prctl(2)): a program that takes core files through a pipe, regardless of the limit (core(5)), gets none, and
// other processes of the user cannot read its memory or its environment. What is its own in /proc/self it still opens,
// so /dev/stdout and <(...) stay what they are.
void galley_forbid_core_files(void);

// The arguments of this process, the program's name first; NULL behind the last.
//
// On Linux, Swift reads them from /proc (proc(5)), which a container may lack. The linker's constructors get them as well.
const char *const *galley_arguments(void);

// A page of the documentation: its name, and its text in Markdown.
typedef struct galley_page {
    const char *name;
    const char *text;
} galley_page;

// The pages of the documentation; the name behind the last is NULL.
const galley_page *galley_pages(void);

#endif
