/** Terminals, shells, file managers, monitors, encoders, science, and everyday small programs. */
import { programs } from './entry.ts';

const terminals = programs(
  'terminal',
  { immune: true, hosts: true },
  {
    'GNOME Terminal': 'gnome-terminal-server gnome-terminal gnome-terminal.real kgx gnome-console',
    Ptyxis: 'ptyxis ptyxis-agent',
    Konsole: 'konsole yakuake',
    Kitty: 'kitty kitten',
    Alacritty: 'alacritty',
    WezTerm: 'wezterm wezterm-gui wezterm-mux-server',
    Ghostty: 'ghostty',
    foot: 'foot footclient',
    xterm: 'xterm uxterm luit koi8rxterm lxterm',
    urxvt: 'urxvt urxvtd rxvt rxvt-unicode',
    'Simple terminal': 'st',
    'Xfce Terminal': 'xfce4-terminal',
    'LXDE terminals…':
      'lxterminal qterminal deepin-terminal mate-terminal io.elementary.terminal cosmic-term terminology cool-retro-term sakura roxterm eterm Eterm mlterm hyper tabby warp rio contour termite',
    Tilix: 'tilix tilda',
    tmux: 'tmux',
    'GNU Screen': 'screen SCREEN',
    Zellij: 'zellij',
    'Session keepers…': 'abduco dtach dvtm byobu shpool',
    'SSH client…': 'ssh autossh mosh-client sftp scp putty plink remmina',
    'Terminal sharing…': 'ttyd tmate gotty asciinema',
  },
);

const scriptedTerminals = programs(
  'terminal',
  { immune: true, hosts: true, runs: 'script' },
  {
    Terminator: 'terminator',
    Guake: 'guake',
  },
);

const shells = programs(
  'shell',
  { immune: true, hosts: true },
  {
    Bash: 'bash rbash',
    'POSIX shell': 'sh dash ash busybox',
    Zsh: 'zsh zsh-static',
    fish: 'fish',
    'Korn shell': 'ksh ksh93 mksh oksh',
    'C shell': 'csh tcsh bsd-csh',
    Nushell: 'nu',
    PowerShell: 'pwsh',
    'Other shells…': 'elvish xonsh ion oil osh yash',
  },
);

const fileManagers = programs(
  'file-manager',
  {},
  {
    'GNOME Files': 'nautilus nautilus-autorun-software',
    Dolphin: 'dolphin krusader',
    Thunar: 'thunar Thunar thunar-volman',
    Nemo: 'nemo',
    Caja: 'caja',
    PCManFM: 'pcmanfm pcmanfm-qt spacefm',
    'COSMIC Files': 'cosmic-files io.elementary.files dde-file-manager',
    'Two-pane managers…': 'doublecmd doublecmd-gtk doublecmd-qt gnome-commander',
    'File managers in a terminal…': 'mc mcedit mcview nnn lf yazi vifm broot joshuto xplr',
    'File search…': 'catfish fsearch baloosearch gnome-search-tool',
    'Disk usage…': 'baobab filelight qdirstat ncdu gdu dua dust k4dirstat',
    Sushi: 'sushi org.gnome.NautilusPreviewer',
  },
);

const scriptedFileManagers = programs(
  'file-manager',
  { runs: 'script' },
  { ranger: 'ranger', 'Catfish (Python)': 'catfish' },
);

const monitors = programs(
  'monitor',
  {},
  {
    'top…': 'top htop btop atop atopacctd gotop ytop zenith bottom btm',
    'GNOME System Monitor': 'gnome-system-monitor gnome-usage gnome-power-statistics',
    Resources: 'resources resources-processes missioncenter missioncenter-magpie magpie',
    'Plasma System Monitor': 'plasma-systemmonitor ksysguard ksysguardd ksystemstats ksgrd_network_helper',
    'Xfce task manager': 'xfce4-taskmanager mate-system-monitor lxtask qps stacer',
    conky: 'conky gkrellm',
    'GPU monitors…':
      'nvtop nvidia-smi radeontop intel_gpu_top amdgpu_top corectrl corectrl_helper lact coolercontrold coolercontrol nvidia-settings',
    'Disk and network monitors…':
      'iotop iotop-c iftop nethogs bmon nload bandwhich vnstatd vnstat smartd collectd netdata sar sadc iostat vmstat pidstat dstat powertop turbostat s-tui',
    'Sensors…': 'sensors psensor xsensors fancontrol thinkfan nbfc_service i8kmon',
    'Process tools…': 'ps pgrep pstree lsof fuser watch free uptime who ss netstat',
    'Overlay for games': 'mangohud mangoapp goverlay',
    Wireshark: 'wireshark tshark dumpcap tcpdump nmap etherape',
  },
);

const scriptedMonitors = programs(
  'monitor',
  { runs: 'script' },
  {
    Glances: 'glances',
    bpytop: 'bpytop bashtop',
    'iotop (Python)': 'iotop',
    's-tui (Python)': 's-tui gpustat nvitop',
  },
);

const compression = programs(
  'compression',
  {},
  {
    Zstandard: 'zstd pzstd zstdmt unzstd',
    XZ: 'xz unxz lzma pixz pxz',
    gzip: 'gzip gunzip pigz zopfli zopflipng',
    bzip2: 'bzip2 bunzip2 pbzip2 lbzip2',
    '7-Zip': '7z 7za 7zr 7zz p7zip',
    Zip: 'zip unzip',
    tar: 'tar bsdtar cpio pax',
    RAR: 'rar unrar unar lsar',
    'LZ4…': 'lz4 lzop lzip plzip brotli',
    'Archive manager…': 'file-roller ark engrampa xarchiver peazip lxqt-archiver',
    FFmpeg: 'ffmpeg ffprobe',
    HandBrake: 'HandBrakeCLI ghb handbrake fr.handbrake.ghb',
    'Video encoders…':
      'x264 x265 SvtAv1EncApp aomenc rav1e vpxenc vspipe av1an mkvmerge mkvtoolnix-gui makemkvcon MP4Box mencoder transcode',
    'Audio encoders…': 'lame flac opusenc oggenc fdkaac sox qaac',
    'Picture converters…':
      'magick convert mogrify montage optipng oxipng pngquant jpegoptim cjpeg cwebp avifenc cjxl gm vips vipsthumbnail',
    'Disc images…': 'mksquashfs unsquashfs genisoimage xorriso xorrisofs brasero k3b growisofs wodim xfburn',
    'Checksums…': 'sha256sum sha512sum sha1sum md5sum b2sum b3sum cksum xxhsum rhash hashdeep',
    'Shredding…': 'shred srm nwipe scrub',
    'Text recognition…': 'tesseract unpaper pdfsandwich',
  },
);

const scriptedCompression = programs(
  'compression',
  { runs: 'script' },
  {
    OCRmyPDF: 'ocrmypdf',
    Patool: 'patool atool',
    'Auto-Editor': 'auto-editor ffmpeg-normalize',
  },
);

const scientific = programs(
  'scientific',
  {},
  {
    'R statistics': 'Rscript Rterm',
    Octave: 'octave octave-cli',
    Julia: 'julia',
    Mathematica: 'WolframKernel MathKernel Mathematica wolfram',
    Maple: 'maple cmaple mserver',
    Stata: 'stata stata-mp xstata',
    Maxima: 'maxima wxmaxima gp sage',
    'Molecular dynamics…': 'gmx gmx_mpi lmp namd2 namd3 cp2k vasp_std pw.x orca g16',
    'Finite elements…': 'ccx ElmerSolver simpleFoam icoFoam interFoam pimpleFoam snappyHexMesh getdp gmsh',
    'Parallel launchers…': 'mpirun mpiexec orterun prterun hydra_pmi_proxy slurmd slurmstepd srun parallel',
    ParaView: 'paraview pvserver',
    QGIS: 'qgis qgis.bin saga_gui grass gdal_translate gdalwarp',
    Stellarium: 'stellarium kstars celestia siril phd2 indiserver',
    'Volunteer computing…':
      'boinc boinc_client boincmgr FAHClient FAHCoreWrapper FahCore_22 FahCore_a8 FahCore_a9 rosetta',
    'Solvers…': 'z3 cvc5 minisat kissat cbc glpsol scip gurobi_cl highs minizinc',
    'Proof assistants…': 'lean lake coqc coqtop rocq isabelle agda',
    'Hash crackers…': 'hashcat hashcat.bin john',
    'Bioinformatics…': 'blastn blastp bwa bowtie2-align-s samtools STAR hisat2-align-s minimap2 kraken2 spades-core',
    'Circuit simulation…':
      'ngspice yosys nextpnr-ecp5 nextpnr-ice40 iverilog vvp verilator_bin ghdl vivado quartus_map',
    'Chess engines…': 'stockfish lc0',
    gnuplot: 'gnuplot gnuplot_x11 gnuplot-qt',
  },
);

const scriptedScience = programs(
  'scientific',
  { runs: 'script' },
  {
    'SageMath notebooks': 'sage',
    'Dask workers…': 'dask-worker dask-scheduler dask distributed.cli.dask_worker ray raylet',
    Spark:
      'org.apache.spark.deploy.SparkSubmit org.apache.spark.executor.CoarseGrainedExecutorBackend org.apache.spark.deploy.master.Master org.apache.spark.deploy.worker.Worker',
    'Snakemake…': 'snakemake nextflow cwltool',
    Electrum: 'electrum',
  },
);

const miners = programs(
  'crypto-miner',
  { background: true },
  {
    XMRig: 'xmrig xmrig-cuda xmrig-notls xmrig-mo xmrig-daemon',
    'Other miners…':
      'ethminer cgminer bfgminer minerd cpuminer ccminer cpuminer-opt nbminer t-rex phoenixminer lolMiner teamredminer gminer miner nanominer claymore bzminer SRBMiner-MULTI rigel onezerominer',
    'Known intruders…': 'kdevtmpfsi kinsing xmr-stak xmr-stak-rx sysrv sysrv012 dbused kthreaddk',
    NiceHash: 'nicehash excavator',
  },
);

const everyday = programs(
  'utility',
  {},
  {
    'Calculator…': 'gnome-calculator kcalc galculator qalculate-gtk qalculate-qt mate-calc',
    'System settings':
      'gnome-control-center systemsettings systemsettings5 xfce4-settings-manager cosmic-settings dconf-editor lxappearance qt5ct qt6ct kvantummanager',
    'GNOME clocks and weather': 'gnome-clocks gnome-weather kclock kweather',
    'Font viewer…': 'gnome-font-viewer font-manager kfontview',
    'Camera…': 'cheese snapshot guvcview kamoso webcamoid',
    'Bluetooth manager…': 'blueberry-tray bluedevil-wizard overskride obexd',
    'Screen magnifier': 'kmag',
    'Colour picker…': 'gcolor3 gpick hyprpicker kcolorchooser',
    'Screenshot tools…': 'grim slurp scrot maim xfce4-screenshooter ksnip swappy satty',
    'X utilities…': 'xeyes xclock xmessage xdotool xclip xsel xprop xev xwininfo xrandr xset xrdb wmctrl unclutter',
    'Coreutils…':
      'cat cp mv rm ls find grep sed sort uniq cut head tail tee xargs du df sleep dd_rescue stat touch ln chmod chown mkdir wc tr diff patch locate plocate rg fd fdfind ag jq less more man',
    'Desktop openers…': 'gio gapplication kioclient exo-open handlr',
    'Clocks and timers…': 'kalarm kalarmd pomodoro gnome-pomodoro workrave stretchly',
    'Text expanders': 'espanso',
    'Emoji and dictionary…': 'goldendict gnome-characters kcharselect artha',
    'Virtual desktop pets…': 'oneko xpenguins',
    'Maps…': 'marble gnome-maps',
    'Flash writers…': 'balena-etcher rpi-imager ventoy popsicle impression',
    'Remote desktop clients…':
      'vncviewer xtigervncviewer krdc xfreerdp xfreerdp3 wlfreerdp rdesktop vinagre gnome-connections nxplayer.bin',
    'Screen savers…': 'electricsheep glmatrix',
  },
);

const scriptedEveryday = programs(
  'utility',
  { runs: 'script' },
  {
    Blueman: 'blueman-applet blueman-manager blueman-tray',
    'GNOME Tweaks': 'gnome-tweaks',
    'Printer tools…': 'system-config-printer.py scp-dbus-service.py hp-systray hp-toolbox',
    'Safe Eyes': 'safeeyes',
    'Desktop openers (scripts)…': 'xdg-open xdg-settings xdg-mime sensible-browser x-www-browser gio-launch-desktop',
    BleachBit: 'bleachbit',
    'Xfce panel plugins…': 'menulibre mugshot panel-profiles',
  },
);

export const tools = [
  ...terminals,
  ...scriptedTerminals,
  ...shells,
  ...fileManagers,
  ...scriptedFileManagers,
  ...monitors,
  ...scriptedMonitors,
  ...compression,
  ...scriptedCompression,
  ...scientific,
  ...scriptedScience,
  ...miners,
  ...everyday,
  ...scriptedEveryday,
];
