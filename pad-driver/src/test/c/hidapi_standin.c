/* SPDX-License-Identifier: Apache-2.0
 *
 * A stand-in for libhidapi in tests: the calls that hid4java makes are forwarded over a Unix socket to a
 * virtual device in the test (StandInHid.java), so that everything above the native library is the real thing.
 * The socket is named by the environment variable PENSEAL_HID_SOCKET.
 *
 * On every connection the first line says what it is for:
 *   L          list: the answer is one line a device, fields separated by tabs, then the end
 *   C PATH     control: the answer is one byte, 0 when the device may not be opened, then requests:
 *                'G' id len16  ->  int16 length (negative: failed), bytes      a feature report
 *                'S' len16 bytes  ->  int16 length                             a feature report that is set
 *                'W' len16 bytes  ->  int16 length                             an output report
 *                'D'  ->  int16 length, bytes                                  the report descriptor
 *   I PATH     input: a byte once it listens, then len16 and bytes for each report, until the device is gone
 * All lengths are big endian.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <wchar.h>

#define LONGEST 65535

/* Layout of hidapi 0.14, hidapi.h. */
struct hid_device_info {
  char *path;
  unsigned short vendor_id, product_id;
  wchar_t *serial_number;
  unsigned short release_number;
  wchar_t *manufacturer_string, *product_string;
  unsigned short usage_page, usage;
  int interface_number;
  struct hid_device_info *next;
  int bus_type;
};

typedef struct {
  int control, input;
  pthread_mutex_t turn;
} hid_device;

int hid_init(void) { return 0; }
int hid_exit(void) { return 0; }
const char *hid_version_str(void) { return "0.14.0-stand-in"; }
const wchar_t *hid_error(hid_device *device) { (void)device; return L"stand-in"; }

static int all(int fd, void *bytes, size_t size, int writing) {
  char *at = bytes;
  while (size > 0) {
    ssize_t n = writing ? send(fd, at, size, MSG_NOSIGNAL) : recv(fd, at, size, 0);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return -1;
    at += n;
    size -= (size_t)n;
  }
  return 0;
}

static int dial(const char *what, const char *path) {
  const char *name = getenv("PENSEAL_HID_SOCKET");
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  char line[1024];
  if (!name || strlen(name) >= sizeof address.sun_path) return -1;
  strcpy(address.sun_path, name);
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int length = snprintf(line, sizeof line, "%s%s\n", what, path);
  if (fd < 0 || length >= (int)sizeof line) return -1;
  if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0 || all(fd, line, (size_t)length, 1) < 0) {
    close(fd);
    return -1;
  }
  return fd;
}

static wchar_t *wide(const char *text) {
  size_t length = strlen(text);
  wchar_t *out = calloc(length + 1, sizeof *out);
  for (size_t i = 0; i < length; i++) out[i] = (unsigned char)text[i];
  return out;
}

struct hid_device_info *hid_enumerate(unsigned short vendor, unsigned short product) {
  int fd = dial("L", "");
  if (fd < 0) return NULL;
  struct hid_device_info *first = NULL, **next = &first;
  FILE *in = fdopen(fd, "r");
  char line[1024];
  while (in && fgets(line, sizeof line, in)) {
    char path[256], serial[128], maker[128], name[128];
    unsigned vid, pid, page, usage;
    int interface;
    line[strcspn(line, "\n")] = 0;
    if (sscanf(line, "%255[^\t]\t%x\t%x\t%x\t%x\t%d\t%127[^\t]\t%127[^\t]\t%127[^\t]", path, &vid, &pid, &page, &usage,
               &interface, serial, maker, name) != 9)
      continue;
    if ((vendor && vendor != vid) || (product && product != pid)) continue;
    struct hid_device_info *d = calloc(1, sizeof *d);
    d->path = strdup(path);
    d->vendor_id = (unsigned short)vid;
    d->product_id = (unsigned short)pid;
    d->usage_page = (unsigned short)page;
    d->usage = (unsigned short)usage;
    d->interface_number = interface;
    d->serial_number = wide(serial);
    d->manufacturer_string = wide(maker);
    d->product_string = wide(name);
    *next = d;
    next = &d->next;
  }
  if (in) fclose(in);
  return first;
}

void hid_free_enumeration(struct hid_device_info *d) {
  while (d) {
    struct hid_device_info *next = d->next;
    free(d->path);
    free(d->serial_number);
    free(d->manufacturer_string);
    free(d->product_string);
    free(d);
    d = next;
  }
}

hid_device *hid_open_path(const char *path) {
  unsigned char allowed = 0;
  int control = dial("C ", path);
  if (control < 0) return NULL;
  if (all(control, &allowed, 1, 0) < 0 || !allowed) {
    close(control);
    return NULL;
  }
  int input = dial("I ", path);
  /* Open once the other end listens, as a kernel's device is. */
  if (input < 0 || all(input, &allowed, 1, 0) < 0) {
    if (input >= 0) close(input);
    close(control);
    return NULL;
  }
  hid_device *device = calloc(1, sizeof *device);
  device->control = control;
  device->input = input;
  pthread_mutex_init(&device->turn, NULL);
  return device;
}

hid_device *hid_open(unsigned short vendor, unsigned short product, const wchar_t *serial) {
  (void)serial;
  struct hid_device_info *found = hid_enumerate(vendor, product);
  hid_device *device = found ? hid_open_path(found->path) : NULL;
  hid_free_enumeration(found);
  return device;
}

void hid_close(hid_device *device) {
  if (!device) return;
  close(device->control);
  close(device->input);
  pthread_mutex_destroy(&device->turn);
  free(device);
}

/* One request: head, optional bytes, then the answer's length and, when wanted, its bytes. */
static int ask(hid_device *device, const unsigned char *head, size_t headSize, const unsigned char *bytes, size_t size,
               unsigned char *answer, size_t room) {
  unsigned char length[2];
  int result = -1;
  pthread_mutex_lock(&device->turn);
  if (all(device->control, (void *)head, headSize, 1) == 0 && (size == 0 || all(device->control, (void *)bytes, size, 1) == 0)
      && all(device->control, length, 2, 0) == 0) {
    result = (short)(length[0] << 8 | length[1]);
    if (answer && result > 0) {
      unsigned char *all_bytes = malloc((size_t)result);
      if (all(device->control, all_bytes, (size_t)result, 0) < 0) {
        result = -1;
      } else {
        if ((size_t)result > room) result = (int)room;
        memcpy(answer, all_bytes, (size_t)result);
      }
      free(all_bytes);
    }
  }
  pthread_mutex_unlock(&device->turn);
  return result;
}

static int put(hid_device *device, char kind, const unsigned char *bytes, size_t size) {
  unsigned char head[3] = {(unsigned char)kind, (unsigned char)(size >> 8), (unsigned char)size};
  if (size == 0 || size > LONGEST) return -1;
  return ask(device, head, sizeof head, bytes, size, NULL, 0);
}

int hid_write(hid_device *device, const unsigned char *bytes, size_t size) { return put(device, 'W', bytes, size); }

int hid_send_feature_report(hid_device *device, const unsigned char *bytes, size_t size) {
  return put(device, 'S', bytes, size);
}

/* As hidraw does: the report with its id first; the count includes it. */
int hid_get_feature_report(hid_device *device, unsigned char *bytes, size_t size) {
  unsigned char head[4] = {'G', bytes[0], (unsigned char)(size >> 8), (unsigned char)size};
  return ask(device, head, sizeof head, NULL, 0, bytes, size);
}

int hid_get_input_report(hid_device *device, unsigned char *bytes, size_t size) {
  (void)device, (void)bytes, (void)size;
  return -1;
}

int hid_get_report_descriptor(hid_device *device, unsigned char *bytes, size_t size) {
  unsigned char head = 'D';
  return ask(device, &head, 1, NULL, 0, bytes, size);
}

int hid_read_timeout(hid_device *device, unsigned char *bytes, size_t size, int milliseconds) {
  struct pollfd wait = {device->input, POLLIN, 0};
  unsigned char length[2], report[4096];
  int ready = poll(&wait, 1, milliseconds);
  if (ready == 0 || (ready < 0 && errno == EINTR)) return 0;
  if (ready < 0 || all(device->input, length, 2, 0) < 0) return -1;
  size_t count = (size_t)(length[0] << 8 | length[1]);
  if (count > sizeof report || all(device->input, report, count, 0) < 0) return -1;
  if (count > size) count = size;
  memcpy(bytes, report, count);
  return (int)count;
}

int hid_read(hid_device *device, unsigned char *bytes, size_t size) { return hid_read_timeout(device, bytes, size, -1); }
int hid_set_nonblocking(hid_device *device, int on) { (void)device, (void)on; return 0; }

static int no_text(wchar_t *text, size_t room) {
  if (room) text[0] = 0;
  return -1;
}
int hid_get_manufacturer_string(hid_device *device, wchar_t *t, size_t n) { (void)device; return no_text(t, n); }
int hid_get_product_string(hid_device *device, wchar_t *t, size_t n) { (void)device; return no_text(t, n); }
int hid_get_serial_number_string(hid_device *device, wchar_t *t, size_t n) { (void)device; return no_text(t, n); }
int hid_get_indexed_string(hid_device *device, int i, wchar_t *t, size_t n) { (void)device, (void)i; return no_text(t, n); }
