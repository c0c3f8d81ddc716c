// SPDX-License-Identifier: Apache-2.0
// SoftHSM2 with a configuration of its own, and made to fail as only hardware fails: CONTROL holds lines of a word
// and a hexadecimal number. Built with -DREAL="…/libsofthsm2.so" -DCONF="…/softhsm2.conf" -DCONTROL="…".
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// CK_FUNCTION_LIST of PKCS #11 v2.40.
struct list {
  unsigned char version[2];
  void *functions[68];
};
enum { GET_TOKEN_INFO = 6, LOGIN = 18, SIGN = 43, FLAGS_AT = 96 };

static struct list *real, ours;

static int told(const char *word, unsigned long *number) {
  char name[64];
  int found = 0;
  FILE *file = fopen(CONTROL, "r");
  if (!file) return 0;
  while (!found && fscanf(file, "%63s %lx", name, number) == 2) found = !strcmp(name, word);
  fclose(file);
  return found;
}

static unsigned long token_info(unsigned long slot, unsigned char *info) {
  unsigned long flags;
  unsigned long code = ((unsigned long (*)(unsigned long, unsigned char *))real->functions[GET_TOKEN_INFO])(slot, info);
  if (told("flags", &flags)) *(unsigned long *)(info + FLAGS_AT) |= flags;
  return code;
}

static unsigned long login(unsigned long session, unsigned long user, unsigned char *pin, unsigned long length) {
  unsigned long code;
  if (told("login", &code)) return code;
  return ((unsigned long (*)(unsigned long, unsigned long, unsigned char *, unsigned long))real->functions[LOGIN])(
      session, user, pin, length);
}

static unsigned long sign(unsigned long session, unsigned char *data, unsigned long length, unsigned char *value,
                          unsigned long *size) {
  unsigned long code;
  if (told("sign", &code)) return code;
  code = ((unsigned long (*)(unsigned long, unsigned char *, unsigned long, unsigned char *, unsigned long *))
              real->functions[SIGN])(session, data, length, value, size);
  unsigned long mask;
  if (code == 0 && told("spoil", &mask)) value[*size - 1] ^= mask;
  return code;
}

unsigned long C_GetFunctionList(struct list **out) {
  if (!real) {
    setenv("SOFTHSM2_CONF", CONF, 1);
    void *library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
    if (!library) return 5;
    unsigned long code = ((unsigned long (*)(struct list **))dlsym(library, "C_GetFunctionList"))(&real);
    if (code) return code;
    ours = *real;
    ours.functions[GET_TOKEN_INFO] = token_info;
    ours.functions[LOGIN] = login;
    ours.functions[SIGN] = sign;
  }
  *out = &ours;
  return 0;
}
