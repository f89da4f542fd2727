/** Work that nobody waits for: indexing, syncing, backups, updates, reports. */
import { programs } from './entry.ts';

const indexers = programs(
  'indexer',
  { background: true },
  {
    'File indexer':
      'tracker-miner-fs-3 tracker-miner-fs tracker-miner-fs-control-3 tracker-miner-apps localsearch-3 localsearch-control-3 localsearch tracker-store tracker-xdg-portal-3 tinysparql-3 tinysparql-xdg-portal-3',
    'File content indexer': 'tracker-extract-3 tracker-extract localsearch-extractor-3',
    'RSS indexer': 'tracker-miner-rss tracker-miner-rss-3',
    Baloo: 'baloo_file baloo_file_extractor baloorunner balooctl balooctl6 baloo_filemetadata_temp_extractor',
    updatedb: 'updatedb updatedb.plocate updatedb.mlocate updatedb.findutils plocate-build mlocate',
    Recoll: 'recollindex',
    Zeitgeist: 'zeitgeist-daemon zeitgeist-datahub zeitgeist-fts',
    'Manual page index': 'mandb',
    Nepomuk: 'nepomukserver nepomukindexer strigidaemon virtuoso-t',
    'Thumbnailers…':
      'tumblerd ffmpegthumbnailer gnome-thumbnail-font totem-video-thumbnailer gdk-pixbuf-thumbnailer gsf-office-thumbnailer kio-thumbnail glycin-image-rs glycin-thumbnailer',
    'Font and icon caches…':
      'fc-cache gtk-update-icon-cache update-mime-database update-desktop-database gtk4-update-icon-cache kbuildsycoca5 kbuildsycoca6 appstreamcli',
    'Library cache': 'ldconfig ldconfig.real',
    'Code index…': 'zoekt-index livegrep cindex',
    'Mail index…': 'notmuch mu',
  },
);

const scriptedIndexers = programs(
  'indexer',
  { background: true, runs: 'script' },
  {
    'APT file index': 'apt-file apt-xapian-index update-apt-xapian-index',
    ANGRYsearch: 'angrysearch_update_database.py',
    Beagle: 'beagled',
    'Daily index scripts…': 'mlocate plocate man-db locate',
  },
);

const sync = programs(
  'sync',
  { background: true },
  {
    Dropbox: 'dropbox dropboxd maestral',
    Nextcloud: 'nextcloud nextcloudcmd owncloud owncloudcmd opencloud',
    Syncthing: 'syncthing syncthingtray stdiscosrv',
    rclone: 'rclone',
    Insync: 'insync insync-headless',
    OneDrive: 'onedrive onedriver onedrivegui',
    MEGA: 'megasync mega-cmd-server',
    'pCloud Drive': 'pcloud',
    Seafile: 'seaf-daemon seafile-applet seadrive seadrive-gui ccnet',
    'Resilio Sync': 'rslsync',
    Unison: 'unison unison-gtk unison-gui unison-text',
    rsync: 'rsync rsync-ssl lsyncd osync csync2',
    'Google Drive': 'google-drive-ocamlfuse overgrive odrive',
    Tresorit: 'tresorit tresorit-daemon',
    'Proton Drive': 'proton-drive',
    SpiderOak: 'SpiderOakONE',
    Celeste: 'celeste',
    'Mail sync…': 'mbsync isync fetchmail getmail',
    'KDE Connect': 'kdeconnectd kdeconnect-indicator gsconnect',
    'Cloud object sync…': 's5cmd azcopy',
    'Torrents…': 'transmission-gtk transmission-qt qbittorrent qbittorrent-nox ktorrent fragments',
    'Photo upload…': 'immich-cli ente-desktop',
  },
);

const scriptedSync = programs(
  'sync',
  { background: true, runs: 'script' },
  {
    Maestral: 'maestral',
    offlineimap: 'offlineimap offlineimap3',
    vdirsyncer: 'vdirsyncer',
    'Deluge (Python)': 'deluge deluge-gtk deluged deluge-web',
    'AWS and Google sync…': 'aws gsutil gcloud.py s3cmd',
    'yt-dlp': 'yt-dlp youtube-dl gallery-dl',
  },
);

const extensions = programs(
  'sync',
  { background: true, runs: 'script', within: '/gsconnect@andyholmes.github.io/' },
  {
    GSConnect: 'daemon.js',
  },
);

const downloads = programs('sync', {}, { 'Downloads…': 'wget wget2 curl axel uget-gtk kget motrix' });

const backup = programs(
  'backup',
  { background: true },
  {
    Borg: 'borg',
    restic: 'restic rustic',
    'Déjà Dup': 'deja-dup deja-dup-monitor',
    Timeshift: 'timeshift timeshift-gtk',
    Snapper: 'snapperd snapper',
    Kopia: 'kopia kopia-ui',
    Duplicacy: 'duplicacy',
    Bacula: 'bacula-fd bacula-sd bacula-dir bareos-fd bareos-sd',
    UrBackup: 'urbackupclientbackend urbackupclientctl urbackupsrv',
    CrashPlan: 'CrashPlanService CrashPlanDesktop',
    'Btrfs and ZFS maintenance…': 'btrfs btrfs-scrub beesd bees duperemove fstrim e2scrub xfs_scrub xfs_fsr',
    'Disk images…': 'partclone.ext4 partclone.btrfs fsarchiver clonezilla ddrescue',
    Pika: 'pika-backup pika-backup-monitor',
    'Proxmox backup': 'proxmox-backup-client',
    'Tape archive…': 'amandad bup',
    'RAID check': 'checkarray raid-check',
  },
);

const scriptedBackup = programs(
  'backup',
  { background: true, runs: 'script' },
  {
    BorgBackup: 'borg borgmatic',
    Vorta: 'vorta',
    duplicity: 'duplicity',
    'Back In Time': 'backintime backintime-qt backintime.py',
    rsnapshot: 'rsnapshot',
    btrbk: 'btrbk btrfs-balance.sh btrfs-scrub.sh btrfsmaintenance-refresh-cron.sh',
    'rdiff-backup': 'rdiff-backup',
    'Snapshot scripts…': 'zfs-auto-snapshot sanoid syncoid e2scrub_all e2scrub_reap',
    'Daily backup scripts…': 'dpkg-db-backup backup.sh automysqlbackup autopostgresqlbackup',
  },
);

const updaters = programs(
  'updater',
  { background: true },
  {
    PackageKit: 'packagekitd packagekit-direct pk-offline-update',
    'Firmware updates': 'fwupd fwupdmgr fwupdate',
    'Snap service': 'snapd snapd-apparmor snap-update-ns',
    'Flatpak service': 'flatpak-system-helper flatpak-portal flatpak-oci-authenticator revokefs-fuse',
    'GNOME Software': 'gnome-software gnome-software-service',
    Discover: 'plasma-discover DiscoverNotifier plasma-discover-update',
    'Update notifiers…':
      'update-notifier pk-update-icon mintupdate-launcher pamac-tray-appindicator octopi-notifier arch-update-tray eos-update-notifier',
    'Pamac updates': 'pamac-daemon pamac-manager pamac-checkupdates',
    'rpm-ostree': 'rpm-ostree rpm-ostreed ostree bootc zincati uupd ublue-update',
    'DNF automatic': 'dnf-automatic dnf5-automatic dnf5daemon-server',
    'elementary updates': 'io.elementary.appcenter appcenter',
    'Ubuntu Pro': 'ubuntu-advantage-desktop-daemon ubuntu-insights',
    'System updates of openSUSE': 'transactional-update yast2-online-update',
    'Kernel image builders…': 'mkinitcpio dracut-install depmod',
  },
);

const scriptedUpdaters = programs(
  'updater',
  { background: true, runs: 'script' },
  {
    'Unattended upgrades': 'unattended-upgrade unattended-upgrades unattended-upgrade-shutdown',
    'APT daily': 'apt.systemd.daily apt-helper apt-daily',
    'Update manager': 'update-manager mintUpdate.py mintUpdate automatic_upgrades.py',
    'Release checks':
      'check-new-release check-new-release-gtk do-release-upgrade release-upgrade-motd apt_check.py apt-check package-data-downloader list-oem-metapackages',
    'Software sources': 'software-properties-gtk software-properties-dbus software-properties-qt',
    'Ubuntu Pro (Python)': 'pro ua-timer apt_news.py esm_cache.py',
    'Debian news…': '50-motd-news motd-news 50-landscape-sysinfo landscape-sysinfo',
    'System cleaning…': 'logrotate dpkg.daily 0anacron',
    topgrade: 'topgrade',
  },
);

const maintenance = programs(
  'updater',
  { background: true },
  {
    'Log rotation…': 'logrotate savelog',
    'Temporary files…': 'systemd-tmpfiles tmpreaper tmpwatch',
    'Periodic scripts…': 'run-parts',
    'Read-ahead…': 'preload preload-ng e4rat-preload ureadahead prelink',
  },
);

const packageManagers = programs(
  'package-manager',
  { immune: true, ownsChildren: true },
  {
    APT: 'apt apt-get apt-cache aptitude aptd nala apt-key apt-config apt-extracttemplates',
    dpkg: 'dpkg dpkg-deb dpkg-query dpkg-split dpkg-trigger dpkg-divert update-alternatives',
    DNF: 'dnf5 rpm rpmdb microdnf tdnf',
    pacman: 'pacman paru yay pamac',
    Zypper: 'zypper libzypp zypp-rpm',
    apk: 'apk',
    XBPS: 'xbps-install xbps-remove xbps-query',
    Flatpak: 'flatpak',
    eopkg: 'eopkg.bin moss',
    Synaptic: 'synaptic muon',
    Guix: 'guix guix-daemon',
    Homebrew: 'brew',
    'Initial RAM disk…': 'update-initramfs mkinitramfs kernel-install dkms',
    'Boot loader…': 'grub-install grub-mkconfig update-grub grub-probe bootctl efibootmgr',
  },
);

const scriptedPackageManagers = programs(
  'package-manager',
  { immune: true, ownsChildren: true, runs: 'script' },
  {
    'DNF (Python)': 'dnf dnf-3 yum',
    Portage: 'emerge ebuild ebuild.sh portageq',
    'aptdaemon (Python)': 'aptd aptdcon',
    'Package configuration': 'dpkg-preconfigure debconf dpkg-reconfigure deb-systemd-invoke',
    'eopkg (Python)': 'eopkg solus-sc',
    'Initial RAM disk scripts…': 'update-initramfs mkinitramfs mkinitcpio dracut dkms kernel-install',
    'GDebi (Python)': 'gdebi gdebi-gtk',
    'Arch helpers (scripts)…': 'pikaur trizen aura pacman-key',
    'Boot loader scripts…': 'update-grub grub-mkconfig 30_os-prober os-prober linux-boot-prober',
  },
);

const debconf = programs(
  'package-manager',
  { immune: true, ownsChildren: true, runs: 'script', within: '/debconf/' },
  {
    'Package questions': 'frontend',
  },
);

const telemetry = programs(
  'telemetry',
  { background: true },
  {
    Whoopsie: 'whoopsie',
    ABRT: 'abrtd abrt-dbus abrt-dump-journal-core abrt-dump-journal-oops abrt-applet reportd',
    'Core dumps': 'systemd-coredump drkonqi drkonqi-coredump-launcher drkonqi-coredump-processor',
    'GNOME info collection': 'gnome-info-collect',
    'Endless metrics': 'eos-metrics-event-recorder eos-metrics-instrumentation',
    'Ubuntu report': 'ubuntu-report',
    'Crash handlers…':
      'crashpad_handler chrome_crashpad_handler minidump-analyzer crashreporter crash_reporter crashhelper',
    'Kernel oops': 'kerneloops kerneloops-applet mcelog rasdaemon',
    'Datadog agents': 'datadog-agent trace-agent process-agent system-probe',
    'Observability agents…':
      'otelcol otelcol-contrib telegraf filebeat metricbeat vector fluent-bit splunkd newrelic-infra zabbix_agentd zabbix_agent2 amazon-ssm-agent google_osconfig_agent google_guest_agent',
    'Plasma feedback': 'kuserfeedback plasma-feedback',
    'Fleet agents…': 'fleetd orbit teleport',
  },
);

const scriptedTelemetry = programs(
  'telemetry',
  { background: true, runs: 'script' },
  {
    Apport: 'apport apport-gtk apport-kde apport-checkreports apport-autoreport whoopsie-upload-all',
    'Debian popularity contest': 'popularity-contest',
    'Landscape client': 'landscape-client landscape-monitor landscape-manager landscape-broker',
    Cinnamon: 'mintreport-tray.py mintreport.py',
    'Azure agent': 'waagent',
  },
);

export const background = [
  ...indexers,
  ...scriptedIndexers,
  ...sync,
  ...scriptedSync,
  ...extensions,
  ...downloads,
  ...backup,
  ...scriptedBackup,
  ...updaters,
  ...scriptedUpdaters,
  ...maintenance,
  ...packageManagers,
  ...scriptedPackageManagers,
  ...debconf,
  ...telemetry,
  ...scriptedTelemetry,
];
