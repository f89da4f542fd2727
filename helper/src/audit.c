#define SD_JOURNAL_SUPPRESS_LOCATION
#include "audit.h"

#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <systemd/sd-journal.h>
#include <unistd.h>

static const char harmless[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ._:+-@()";

void audit(const struct client *client, const char *verb, const char *target, const char *error) {
    const char *name = client == NULL ? "-" : client->name;
    long uid = client == NULL ? -1 : (long)client->uid;
    const char *outcome = error == NULL ? "done" : error;
    /* without a journal sd_journal_send() says nothing and reports success */
    if (access("/run/systemd/journal/socket", W_OK) < 0) {
        fprintf(stderr, "%s: %s for uid %ld (%s): %s\n", verb, target, uid, name, outcome);
        return;
    }
    sd_journal_send("MESSAGE=%s: %s for uid %ld (%s): %s", verb, target, uid, name, outcome,
                    "PRIORITY=%d", error == NULL ? LOG_INFO : LOG_NOTICE,
                    "SYSLOG_IDENTIFIER=brainkernel-helper",
                    "BRAINKERNEL_VERB=%s", verb, "BRAINKERNEL_TARGET=%s", target,
                    "BRAINKERNEL_CLIENT=%s", name, "BRAINKERNEL_UID=%ld", uid,
                    "BRAINKERNEL_OUTCOME=%s", outcome, NULL);
}

void printable(const char *name, char *text, size_t size) {
    size_t length = 0;
    for (; name[length] != '\0' && length < size - 1; length++) {
        text[length] = strchr(harmless, name[length]) != NULL ? name[length] : '?';
    }
    text[length] = '\0';
}
