#include "protected.h"

#include <fnmatch.h>
#include <stddef.h>
#include <string.h>

static const struct {
    const char *pattern, *what;
} programs[] = {
    /* the kernel cuts a name after 15 bytes */
    {"systemd", "the service manager"}, {"init", "the service manager"}, {"(sd-pam)", "the login session"},
    {"systemd-*", "a part of systemd"}, {"(systemd*", "a part of systemd"},
    {"brainkernel-hel", "the helper itself"},
    {"dbus-daemon", "the message bus"}, {"dbus-broker*", "the message bus"},
    {"polkit*", "the authority of authorisations"},
    {"elogind*", "the login manager"}, {"seatd", "the seat manager"}, {"login", "the login session"},
    {"agetty", "the login prompt"}, {"sshd*", "remote access"},
    {"gdm*", "the display manager"}, {"sddm*", "the display manager"}, {"lightdm", "the display manager"},
    {"greetd", "the display manager"}, {"gnome-session*", "the session"}, {"ksmserver", "the session"},
    {"Xorg", "the display server"}, {"X", "the display server"}, {"Xwayland", "the display server"},
    {"gnome-shell", "the compositor"}, {"mutter*", "the compositor"}, {"kwin_*", "the compositor"},
    {"plasmashell", "the desktop"}, {"sway", "the compositor"}, {"Hyprland", "the compositor"},
    {"river", "the compositor"}, {"labwc", "the compositor"}, {"wayfire", "the compositor"},
    {"weston*", "the compositor"}, {"niri", "the compositor"}, {"cosmic-comp", "the compositor"},
    {"cinnamon", "the compositor"}, {"muffin", "the compositor"}, {"marco", "the window manager"},
    {"xfwm4", "the window manager"}, {"openbox", "the window manager"}, {"i3", "the window manager"},
    {"bspwm", "the window manager"}, {"awesome", "the window manager"},
    {"pipewire*", "the sound server"}, {"wireplumber", "the sound server"}, {"pulseaudio", "the sound server"},
    {"jackd*", "the sound server"}, {"rtkit-daemon", "the sound server"},
    {"auditd", "the audit log"}, {"rsyslogd", "the log"},
};

static const char *const package_managers[] = {
    "apt", "apt-get", "aptitude", "dpkg*", "unattended-upgr", "packagekitd", "dnf*", "yum", "rpm", "rpm-ostree*",
    "zypper", "pacman", "snapd", "flatpak*", "emerge", "xbps-install", "apk", "nix-daemon", "transactional-u",
    "eopkg", "swupd", "fwupd", "fwupdmgr",
};

static const struct {
    const char *pattern, *what;
} units[] = {
    {"init.scope", "the service manager"}, {"systemd-*.service", "a part of systemd"},
    {"brainkernel-helper.service", "the helper itself"}, {"dbus*.service", "the message bus"},
    {"polkit*.service", "the authority of authorisations"}, {"display-manager.service", "the display manager"},
    {"gdm*.service", "the display manager"}, {"sddm*.service", "the display manager"},
    {"lightdm.service", "the display manager"}, {"greetd*.service", "the display manager"},
    {"elogind.service", "the login manager"}, {"seatd.service", "the seat manager"},
    {"ssh.service", "remote access"}, {"sshd*.service", "remote access"}, {"ssh@*.service", "remote access"},
    {"getty@*.service", "the login prompt"}, {"org.gnome.Shell@*.service", "the compositor"},
    {"plasma-kwin_*.service", "the compositor"}, {"pipewire*.service", "the sound server"},
    {"wireplumber*.service", "the sound server"}, {"pulseaudio.service", "the sound server"},
    {"rtkit-daemon.service", "the sound server"}, {"packagekit.service", "a package manager"},
    {"apt-daily*.service", "a package manager"}, {"unattended-upgrades.service", "a package manager"},
    {"dnf-*.service", "a package manager"}, {"snapd*.service", "a package manager"},
    {"fwupd*.service", "a package manager"}, {"auditd.service", "the audit log"},
};

/* Groups that hold a session or the whole system: their limits would be everybody's. Processes in them are not meant. */
static const char *const great_units[] = {
    "-.slice", "system.slice", "user.slice", "user-*.slice", "session.slice", "app.slice", "user@*.service",
    "user-runtime-dir@*.service", "session-*.scope",
};

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* Most names differ in their first letter, which is cheaper to see. */
static bool matches(const char *pattern, const char *name) {
    bool wild = *pattern == '*' || *pattern == '?' || *pattern == '[' || *pattern == '\\';
    return (wild || *pattern == *name) && fnmatch(pattern, name, 0) == 0;
}

const char *protected_program(const char *comm) {
    for (size_t i = 0; i < LENGTH(programs); i++) {
        if (matches(programs[i].pattern, comm)) return programs[i].what;
    }
    return NULL;
}

bool is_package_manager(const char *comm) {
    for (size_t i = 0; i < LENGTH(package_managers); i++) {
        if (matches(package_managers[i], comm)) return true;
    }
    return false;
}

static const char *guarded_unit(const char *unit) {
    for (size_t i = 0; i < LENGTH(units); i++) {
        if (matches(units[i].pattern, unit)) return units[i].what;
    }
    return NULL;
}

const char *protected_unit(const char *unit) {
    for (size_t i = 0; i < LENGTH(great_units); i++) {
        if (matches(great_units[i], unit)) return "a whole session or the whole system";
    }
    return guarded_unit(unit);
}

const char *protected_cgroup(const char *content) {
    char unit[256];
    const char *what = NULL;
    for (const char *at = content; *at != '\0' && what == NULL;) {
        size_t length = strcspn(at, "/\n");
        if (length > 0 && length < sizeof unit) {
            memcpy(unit, at, length);
            unit[length] = '\0';
            what = guarded_unit(unit);
        }
        at += length + (at[length] != '\0');
    }
    return what;
}
