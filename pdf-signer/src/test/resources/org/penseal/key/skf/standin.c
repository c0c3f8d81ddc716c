/* SPDX-License-Identifier: Apache-2.0
 * Stands in for a maker's library of GM/T 0016-2012: a token is a folder beside this library, with
 * key.pem, cert.der, enc.der, pin, tries and, to steer it, behaviour. OpenSSL makes the signature over e.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef uint32_t ULONG;
typedef struct { unsigned char r[64], s[64]; } ECCSIGNATUREBLOB;

static char home[2048], token[3072];
static int verified, handles;

static void locate(void) {
  Dl_info info;
  dladdr((void *) &locate, &info);
  snprintf(home, sizeof home, "%s", info.dli_fname);
  *strrchr(home, '/') = 0;
}

static long content(const char *name, char *to, long room) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", token, name);
  FILE *file = fopen(path, "rb");
  if (!file) return -1;
  long count = (long) fread(to, 1, (size_t) room, file);
  fclose(file);
  return count;
}

static void store(const char *name, const void *from, size_t count) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", token, name);
  FILE *file = fopen(path, "wb");
  fwrite(from, 1, count, file);
  fclose(file);
}

static int behaves(const char *word) {
  char text[256] = {0};
  return content("behaviour", text, sizeof text - 1) > 0 && strstr(text, word) != NULL;
}

ULONG SKF_EnumDev(ULONG present, char *names, ULONG *size) {
  (void) present;
  locate();
  snprintf(token, sizeof token, "%s", home);
  long count = content("devices", names, (long) *size);
  *size = count < 0 ? 0 : (ULONG) count;
  for (long i = 0; i < count; i++) if (names[i] == '\n') names[i] = 0;
  return 0;
}

ULONG SKF_ConnectDev(const char *name, void **device) {
  char any[64];
  locate();
  snprintf(token, sizeof token, "%s/%s", home, name);
  if (content("pin", any, sizeof any) < 0) return 0x0A000031;
  *device = token;
  handles++;
  return 0;
}

ULONG SKF_OpenApplication(void *device, const char *name, void **application) {
  if (device != token) return 0x0A000005;
  if (strcmp(name, "GM\xe5\xba\x94\xe7\x94\xa8")) return 0x0A00002E;
  *application = home;
  verified = 0;
  handles++;
  return 0;
}

ULONG SKF_VerifyPIN(void *application, ULONG type, const char *pin, ULONG *tries) {
  char right[64] = {0}, left[16] = {0};
  if (application != home || type != 1) return 0x0A000006;
  content("pin", right, sizeof right - 1);
  content("tries", left, sizeof left - 1);
  int count = atoi(left);
  if (strlen(pin) < 6) return 0x0A000027;
  if (count == 0) return 0x0A000025;
  if (strcmp(pin, right)) {
    snprintf(left, sizeof left, "%d", --count);
    store("tries", left, strlen(left));
    if (count == 0) return 0x0A000025;
    if (!behaves("silent-about-tries")) *tries = (ULONG) count;
    return 0x0A000024;
  }
  verified = 1;
  return 0;
}

ULONG SKF_OpenContainer(void *application, const char *name, void **container) {
  if (application != home) return 0x0A000005;
  if (strcmp(name, "sign")) return 0x0A000034;
  *container = &verified;
  handles++;
  return 0;
}

ULONG SKF_CreateContainer(void *application, const char *name, void **container) {
  char any[8];
  if (application != home || strcmp(name, "sign")) return 0x0A000005;
  if (content("key.pem", any, sizeof any) >= 0) return 0x0A00002F;
  *container = &verified;
  handles++;
  return 0;
}

ULONG SKF_ExportPublicKey(void *container, ULONG sign, unsigned char *blob, ULONG *size) {
  char command[16384];
  unsigned char der[256];
  if (container != &verified || sign != 1 || *size < 132) return 0x0A000005;
  snprintf(command, sizeof command,
           "openssl pkey -in '%s/key.pem' -pubout -outform DER -out '%s/public' 2>/dev/null", token, token);
  if (system(command)) return 0x0A00001B;
  long count = content("public", (char *) der, sizeof der);
  memset(blob, 0, 132);
  blob[1] = 1;
  memcpy(blob + 4 + 32, der + count - 64, 32);
  memcpy(blob + 4 + 64 + 32, der + count - 32, 32);
  *size = 132;
  return 0;
}

ULONG SKF_GenECCKeyPair(void *container, ULONG algorithm, unsigned char *blob) {
  char command[16384];
  ULONG size = 132;
  if (container != &verified || algorithm != 0x00020100) return 0x0A000005;
  if (!verified) return 0x0A00002D;
  snprintf(command, sizeof command,
           "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2 -pkeyopt ec_param_enc:named_curve"
           " -out '%s/key.pem' 2>/dev/null", token);
  if (system(command)) return 0x0A000001;
  return SKF_ExportPublicKey(container, 1, blob, &size);
}

ULONG SKF_ImportCertificate(void *container, ULONG sign, unsigned char *der, ULONG size) {
  if (container != &verified) return 0x0A000005;
  if (!verified) return 0x0A00002D;
  store(sign ? "cert.der" : "enc.der", der, size);
  return 0;
}

ULONG SKF_ExportCertificate(void *container, ULONG sign, unsigned char *der, ULONG *size) {
  if (container != &verified) return 0x0A000005;
  long count = content(sign ? "cert.der" : "enc.der", (char *) der, (long) *size);
  if (count < 0) return 0x0A00001C;
  *size = (ULONG) count;
  return 0;
}

static void number(const unsigned char *der, unsigned char *field) {
  int length = der[1];
  const unsigned char *from = der + 2;
  while (length > 32) { from++; length--; }
  memcpy(field + 64 - length, from, (size_t) length);
}

ULONG SKF_ECCSignData(void *container, unsigned char *data, ULONG length, ECCSIGNATUREBLOB *blob) {
  char command[16384];
  unsigned char der[80] = {0};
  if (container != &verified) return 0x0A000005;
  if (behaves("removed")) return 0x0A000023;
  if (behaves("tired")) return 0x0A00000F;
  if (!verified) return 0x0A00002D;
  if (length != 32) return 0x0A000010;
  store("e", data, length);
  snprintf(command, sizeof command,
           "openssl pkeyutl -sign -inkey '%s/key.pem' -in '%s/e' -out '%s/value'",
           token, token, token);
  if (system(command)) return 0x0A000001;
  content("value", (char *) der, sizeof der);
  memset(blob, 0, sizeof *blob);
  number(der + 2, blob->r);
  number(der + 4 + der[3], blob->s);
  if (behaves("left-aligned")) {
    memmove(blob->r, blob->r + 32, 32);
    memset(blob->r + 32, 0, 32);
  }
  return 0;
}

ULONG SKF_CloseContainer(void *container) { (void) container; handles--; return 0; }
ULONG SKF_CloseApplication(void *application) { (void) application; handles--; return 0; }

ULONG SKF_DisConnectDev(void *device) {
  char count[16];
  (void) device;
  snprintf(count, sizeof count, "%d", --handles);
  store("handles", count, strlen(count));
  return 0;
}
