/**
 * What root does, as one text that is given to /bin/sh as an argument: root runs no file that somebody else could have
 * changed meanwhile. Of what the caller says it uses the name of the staging folder alone, and only to read as the caller:
 * all paths are its own, and a checksum is compared, as text, with that of root's own copy.
 */
import type { LayoutName } from './layout.ts';
import { binaryOf, layouts } from './layout.ts';

/** Exit codes of the text; 126 and 127 are pkexec's. To `mismatch` and `unreadable` the number of the file is added. */
export const rootCode = {
  usage: 10,
  noRoom: 11,
  readOnly: 12,
  unsafeFolder: 13,
  packaged: 14,
  strangeUnit: 15,
  polkitBlind: 16,
  notReloaded: 17,
  busy: 18,
  leftOver: 19,
  interrupted: 20,
  mismatch: 40,
  unreadable: 50,
} as const;

const paths = (layout: LayoutName): string => layouts[layout].map(({ path }) => path).join(' ');

export const rootSide = String.raw`# BrainKernel: puts its helper in place
#   install STAGING SHA256:PATH...    the five files of one layout
#   uninstall
set -eu
umask 022
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
cd /
# whoever listened may have gone: what was begun is ended all the same
trap '' PIPE
of_usr='${paths('usr')}'
of_local='${paths('local')}'
bus=/run/dbus/system_bus_socket
caller=$(printenv PKEXEC_UID || echo 0)

fail() {
  code=$1
  shift
  printf '%s\n' "$*" >&2 || :
  exit "$code"
}

# A command that writes.
write() {
  said=$("$@" 2>&1) && return 0
  case $said in
    *'Read-only file system'*) fail ${rootCode.readOnly} "$said" ;;
    *) fail ${rootCode.noRoom} "$said" ;;
  esac
}

exists() { [ -e "$1" ] || [ -L "$1" ]; }
# The name it has before and after it counts.
beside() { printf '%s/.%s.brainkernel-%s' "$(dirname "$1")" "$(basename "$1")" "$2"; }
sum() { sha256sum <"$1" | cut -c1-64; }
mode_of() { case $1 in */brainkernel-helper) echo 755 ;; *) echo 644 ;; esac; }
booted() { [ -d /run/systemd/system ]; }

packaged() {
  if command -v dpkg-query && dpkg-query -S "$1"; then return 0; fi
  if command -v rpm && rpm -qf "$1"; then return 0; fi
  command -v pacman && pacman -Qqo "$1"
} >/dev/null 2>&1

refuse_packaged() {
  for path in ${binaryOf('usr')} ${binaryOf('local')}; do
    ! exists "$path" || ! packaged "$path" || fail ${rootCode.packaged} "$path"
  done
}

# One of us at a time; nobody else can lock a file that only root can open.
lock() {
  umask 077
  exec 9>/run/brainkernel-helper.lock
  umask 022
  flock -n 9 || fail ${rootCode.busy} 'another installation runs'
}

# Nobody but root can put something else into this folder, or another folder into its place.
belongs_to_root() {
  at=$(cd -P "$1" && pwd -P) || return 1
  while :; do
    case $(stat -c '%u %A' "$at") in
      '0 d'????-??-*) ;;
      *) return 1 ;;
    esac
    [ "$at" != / ] || return 0
    at=$(dirname "$at")
  done
}

# As whoever asked, so that root opens nothing in a folder of theirs; never through a link, at most 4 MB.
read_staged() {
  set -- timeout 60 dd "if=$1" iflag=nofollow,nonblock bs=65536 count=64 status=none
  if [ "$caller" = 0 ]; then "$@"; else setpriv --reuid="$caller" --regid=65534 --clear-groups --no-new-privs "$@"; fi
}

reload() {
  reloaded=yes
  if booted; then systemctl daemon-reload || reloaded=; fi
  [ ! -S $bus ] || reload_bus || reloaded=
}
reload_bus() {
  busctl -q call org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus ReloadConfig >/dev/null
}

polkit_knows() { pkaction --action-id org.brainkernel.helper.adjust-own >/dev/null 2>&1; }
# It watches its folders; one that is new is found by a fresh start at the latest.
wait_for_polkit() {
  [ -S $bus ] && command -v pkaction >/dev/null || return 0
  for second in 1 2 3 4 5; do
    ! polkit_knows || return 0
    sleep 1
  done
  booted && systemctl try-restart polkit.service && polkit_knows
}

# The copies of root; the files that were put in their places; whether they stay there.
work=
placed=
done=
roll_back() {
  for path in $placed; do
    old=$(beside "$path" old)
    if exists "$old"; then mv -fT "$old" "$path"; else rm -f "$path"; fi
  done
  for path in $of_usr $of_local; do sweep "$path"; done
  leave_no_folder
  [ -z "$placed" ] || reload
}
# What may have been made for us, where it is empty and no package's.
leave_no_folder() {
  for folder in /usr/local/libexec /etc/polkit-1/actions /usr/local/share/dbus-1/system-services \
    /usr/local/share/dbus-1; do
    packaged "$folder" || rmdir "$folder" 2>/dev/null || :
  done
}
finish() {
  trap '' HUP INT TERM
  trap - EXIT
  set +e
  [ -n "$done" ] || roll_back
  for path in $of_usr $of_local; do sweep "$path"; done
  [ -z "$work" ] || rm -rf "$work"
  rm -f /run/brainkernel-helper.lock
  exit "$1"
}
sweep() {
  for state in new old; do
    left=$(beside "$1" $state)
    ! exists "$left" || rm -f "$left" || :
  done
}
begin() {
  lock
  trap 'finish $?' EXIT
  trap 'exit ${rootCode.interrupted}' HUP INT TERM
  # of one that was killed
  rm -rf /run/brainkernel-helper.??????????
  for path in $of_usr $of_local; do sweep "$path"; done
  refuse_packaged
}

# From here on there is no way back.
go_through() {
  trap '' HUP INT TERM
  done=yes
}

copy_and_verify() {
  work=$(mktemp -d /run/brainkernel-helper.XXXXXXXXXX) || fail ${rootCode.noRoom} 'no room in /run'
  number=0
  for path in $files; do
    copy=$work/$(basename "$path")
    read_staged "$staging/$(basename "$path")" >"$copy" || fail $((${rootCode.unreadable} + number)) "$path"
    [ "$(sum "$copy"):$path" = "$1" ] || fail $((${rootCode.mismatch} + number)) "$path"
    shift
    number=$((number + 1))
  done
}

# The unit names the binary of its layout, and nothing else to be started.
fit_unit() {
  unit=$work/brainkernel-helper.service
  if [ "$binary" != ${binaryOf('usr')} ]; then
    write sed -i "s|^ExecStart=${binaryOf('usr')}$|ExecStart=$binary|" "$unit"
  fi
  [ "$(grep -c '^[[:space:]]*Exec' "$unit")" = 1 ] && grep -qxF "ExecStart=$binary" "$unit" ||
    fail ${rootCode.strangeUnit} 'the unit starts something else'
}

# All of them beside their places first: what does not fit is found before anything counts.
lay_beside() {
  for path in $files; do
    folder=$(dirname "$path")
    there=$folder
    while [ ! -d "$there" ]; do there=$(dirname "$there"); done
    belongs_to_root "$there" || fail ${rootCode.unsafeFolder} "$there"
    write mkdir -p "$folder"
    if [ -d "$path" ] && [ ! -L "$path" ]; then fail ${rootCode.unsafeFolder} "$path"; fi
    new=$(beside "$path" new)
    write cp "$work/$(basename "$path")" "$new"
    write chown 0:0 "$new"
    write chmod "$(mode_of "$path")" "$new"
    write sync "$new"
  done
}
same() {
  [ -f "$1" ] && [ ! -L "$1" ] && [ "$(stat -c '%u %g %a' "$1")" = "0 0 $(mode_of "$1")" ] &&
    [ "$(sum "$1")" = "$(sum "$2")" ]
}
put_in_place() {
  for path in $files; do
    new=$(beside "$path" new)
    if same "$path" "$new"; then continue; fi
    if exists "$path"; then write ln -PT "$path" "$(beside "$path" old)"; fi
    placed="$placed $path"
    write mv -fT "$new" "$path"
    if command -v restorecon >/dev/null; then restorecon -F "$path" || :; fi
  done
}

install_files() {
  [ $# = 6 ] || fail ${rootCode.usage} 'five files are expected'
  staging=$1
  shift
  case $1 in
    *:${binaryOf('usr')}) files=$of_usr others=$of_local binary=${binaryOf('usr')} ;;
    *:${binaryOf('local')}) files=$of_local others=$of_usr binary=${binaryOf('local')} ;;
    *) fail ${rootCode.usage} 'no such layout' ;;
  esac
  begin
  copy_and_verify "$@"
  fit_unit
  lay_beside
  put_in_place
  reload
  wait_for_polkit || fail ${rootCode.polkitBlind} 'polkit does not see the actions'
  go_through
  remove $others
  reload
  if booted && [ -n "$placed" ]; then systemctl try-restart brainkernel-helper.service || :; fi
  [ -n "$reloaded" ] || fail ${rootCode.notReloaded} 'the files are in place, but not everything was reloaded'
}

# Those that are still there are in left_over.
remove() {
  left_over=
  for path in "$@"; do
    if ! exists "$path"; then continue; fi
    # a unit that the machine's owner masked, systemctl(1)
    if [ "$(readlink "$path")" = /dev/null ]; then continue; fi
    rm -f "$path" 2>/dev/null || left_over="$left_over $path"
  done
}

uninstall() {
  [ $# = 0 ] || fail ${rootCode.usage} 'no more words are expected'
  begin
  go_through
  # nobody starts it again, then it gives back what it changed, then it goes
  remove $of_usr $of_local
  [ ! -S $bus ] || reload_bus || :
  if booted; then systemctl stop brainkernel-helper.service 2>/dev/null || :; fi
  rm -rf /run/brainkernel-helper
  leave_no_folder
  reload
  if booted; then systemctl reset-failed brainkernel-helper.service 2>/dev/null || :; fi
  [ -z "$left_over" ] || fail ${rootCode.leftOver} "$left_over"
  [ -n "$reloaded" ] || fail ${rootCode.notReloaded} 'the files are gone, but not everything was reloaded'
}

[ $# != 0 ] || fail ${rootCode.usage} 'install or uninstall?'
what=$1
shift
case $what in
  install) install_files "$@" ;;
  uninstall) uninstall "$@" ;;
  *) fail ${rootCode.usage} 'install or uninstall?' ;;
esac
`;

/** The command as root has to be given it. `$0` is for whoever reads a list of processes. */
export const rootCommand = (args: readonly string[]): readonly string[] => [
  '/bin/sh',
  '-c',
  rootSide,
  'brainkernel-helper',
  ...args,
];
