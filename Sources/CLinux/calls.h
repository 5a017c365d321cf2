#ifndef WRIT_CLINUX_CALLS_H
#define WRIT_CLINUX_CALLS_H

#include <dirent.h>
#include <malloc.h>
#include <signal.h>

/* Calls of the system's C library that its headers show only to programs that ask for them by a macro. */

/* Flag 1: nothing may stand at the new place. Flag 2: the two change places. */
int renameat2(int oldfolder, const char *oldpath, int newfolder, const char *newpath, unsigned int flags);

/* The name of an entry of a folder, where it lies: it is shorter than the type of its name says. */
static inline const char *writ_entry_name(const struct dirent *entry) { return entry->d_name; }

/* Whether the process does not hear a signal, as `nohup` has it. */
static inline int writ_is_ignored(int number) {
    struct sigaction action;
    return sigaction(number, 0, &action) == 0 && action.sa_handler == SIG_IGN;
}

/* Waits until a whole file system is on the disk. */
int syncfs(int descriptor);

/* The advice to hand over pages at once, which older headers do not name. */
enum { writ_populate_for_writing = 23 };

#endif
