// What the end-to-end tests need of the system and Swift does not show: terminals, and children with a folder and a terminal.
#ifndef GALLEY_TEST_SUPPORT_H
#define GALLEY_TEST_SUPPORT_H

#include <stddef.h>
#include <sys/types.h>

/// Opens a pseudo-terminal of that size and writes the name of its other side; returns this side, or -1.
int galley_test_terminal(int columns, int rows, char *name, size_t room);

/// Starts a program in a session of its own with no signal masked or ignored; returns 0 or an error number.
///
/// With `terminal` that is its controlling terminal and its three streams; otherwise `ends` are the streams.
int galley_test_spawn(
    pid_t *child, const char *path, char *const arguments[], char *const environment[], const char *folder,
    const char *terminal, const int ends[3]);

/// Puts a disk of that size, in memory, over a folder; returns 0, or an error number where that is not allowed.
int galley_test_small_disk(const char *folder, int kilobytes);

/// Makes such a disk read-only, or writable again; returns 0 or an error number.
int galley_test_protect_disk(const char *folder, int protected);

/// Takes such a disk away; returns 0 or an error number.
int galley_test_remove_disk(const char *folder);

#endif
