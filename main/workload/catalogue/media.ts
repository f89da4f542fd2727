/** Office, players, and the making of pictures, sound and film. */
import { programs } from './entry.ts';

const office = programs(
  'office',
  {},
  {
    LibreOffice: 'soffice.bin soffice oosplash libreoffice',
    ONLYOFFICE: 'DesktopEditors editors_helper onlyoffice-desktopeditors',
    'WPS Office…': 'wps wpp et wpspdf wpsoffice',
    'FreeOffice…': 'textmaker planmaker presentations',
    Calligra: 'calligrawords calligrasheets calligrastage',
    'AbiWord…': 'abiword gnumeric',
    'Document viewer…':
      'evince evince-thumbnailer papers xreader atril okular zathura mupdf mupdf-gl mupdf-x11 xpdf qpdfview sioyek acroread FoxitReader pdfarranger',
    'Text editor…': 'gedit gnome-text-editor kwrite featherpad mousepad xed pluma leafpad l3afpad xedit',
    Obsidian: 'obsidian',
    Notion: 'notion-app notion-app-enhanced notion-desktop notion-snap-reborn',
    Joplin: 'joplin joplin-desktop @joplinapp-desktop',
    Logseq: 'logseq Logseq',
    Zotero: 'zotero zotero-bin mendeleydesktop jabref',
    Xournal: 'xournalpp rnote',
    Scribus: 'scribus',
    'LaTeX editors…': 'texstudio texmaker lyx kile gummi setzer',
    Typora: 'Typora typora marktext ghostwriter apostrophe',
    'Mind maps…': 'xmind freemind freeplane minder',
    'Diagrams…': 'drawio dia pencil umbrello yed',
    'Project planning…': 'planner ProjectLibre ganttproject',
    'Accounting…': 'gnucash homebank kmymoney skrooge',
    'Tasks and notes…':
      'todoist gnote tomboy-ng endeavour planify io.github.alainm23.planify standard-notes anytype simplenote cherrytree',
    Anki: 'anki',
    'E-book reader…': 'foliate fbreader coolreader ebook-viewer',
  },
);

const scriptedOffice = programs(
  'office',
  { runs: 'script' },
  {
    Calibre: 'calibre calibre-parallel ebook-edit',
    'Anki (Python)': 'anki ankitects',
    Zim: 'zim zim-desktop-wiki',
    Foliate: 'com.github.johnfactotum.Foliate',
    'GNOME Characters': 'org.gnome.Characters',
    'GNOME Maps': 'org.gnome.Maps',
    'GNOME Weather': 'org.gnome.Weather',
  },
);

const players = programs(
  'media-player',
  { latencyCritical: true },
  {
    mpv: 'mpv celluloid haruna mpc-qt smplayer mplayer',
    VLC: 'vlc cvlc',
    Totem: 'totem showtime parole xplayer dragon',
    'Media centre…':
      'kodi kodi.bin kodi-x11 kodi-wayland kodi-gbm plexhtpc plex-desktop jellyfinmediaplayer jellyfin-desktop stremio',
    Spotify: 'spotify spotifyd ncspot spotify-player spotify-qt psst-gui',
    Rhythmbox: 'rhythmbox',
    'Clementine…': 'clementine strawberry',
    'Elisa…': 'elisa amarok juk cantata',
    Audacious: 'audacious deadbeef qmmp',
    'Music Player Daemon': 'mpd ncmpcpp mpdscribble',
    'Players in a terminal…': 'cmus mocp musikcube termusic',
    'Command line players…': 'aplay paplay pw-play pw-cat ogg123 mpg123 mpg321 ffplay play',
    Tauon: 'tauonmb',
    'Tidal and others…': 'tidal-hifi deezer plexamp nuclear youtube-music cider cider-bin freetube',
    'GStreamer player': 'gst-launch-1.0 gst-play-1.0',
    'Radio…': 'shortwave goodvibes gqrx sdrpp',
  },
);

const scriptedPlayers = programs(
  'media-player',
  { latencyCritical: true, runs: 'script' },
  {
    'GNOME Music': 'gnome-music',
    Lollypop: 'lollypop',
    Quodlibet: 'quodlibet exfalso',
    'Tauon Music Box': 'tauon.py',
  },
);

const viewers = programs(
  'utility',
  {},
  {
    'Image viewer…':
      'eog loupe gwenview ristretto nomacs qimgv geeqie gthumb xviewer sxiv nsxiv imv imv-wayland imv-x11 viewnior lximage-qt eom pix',
    'Photo library…': 'shotwell gnome-photos',
  },
);

const live = programs(
  'media-creation',
  { latencyCritical: true },
  {
    'OBS Studio': 'obs obs-ffmpeg-mux obs-browser-page',
    Ardour: 'ardour ardour6 ardour7 ardour8 ardour9',
    'Bitwig Studio': 'bitwig-studio BitwigStudio BitwigAudioEngine-X64-AVX2 BitwigPluginHost-X64-SSE41',
    LMMS: 'lmms',
    'Qtractor…': 'qtractor rosegarden muse3 hydrogen zrythm giada',
    Carla: 'carla carla-rack carla-patchbay',
    Mixxx: 'mixxx',
    Renoise: 'renoise sunvox milkytracker',
    'Synthesisers…': 'fluidsynth qsynth yoshimi zynaddsubfx surge-xt vital bespokesynth timidity',
    'Pure Data': 'pd pd-gui purr-data plugdata scsynth supernova sclang',
    Guitarix: 'guitarix rakarrack',
    'Screen recorders…':
      'simplescreenrecorder wf-recorder wl-screenrec gpu-screen-recorder kooha peek kazam vokoscreenNG recordmydesktop gnome-screenshot spectacle flameshot',
  },
);

const reaper = programs('media-creation', { latencyCritical: true, within: '/REAPER/' }, { REAPER: 'reaper' });

const creation = programs(
  'media-creation',
  {},
  {
    Kdenlive: 'kdenlive kdenlive_render',
    'MLT renderer': 'melt melt-7',
    'DaVinci Resolve': 'resolve',
    Shotcut: 'shotcut',
    'Olive…': 'olive-editor cinelerra flowblade lightworks pitivi',
    Blender: 'blender blender-bin',
    GIMP: 'gimp gimp-2.10 gimp-3.0 gimp-console script-fu',
    Krita: 'krita kritarunner',
    Inkscape: 'inkscape',
    Darktable: 'darktable darktable-cli darktable-generate-cache',
    RawTherapee: 'rawtherapee rawtherapee-cli ART',
    digiKam: 'digikam showfoto',
    Audacity: 'audacity tenacity ocenaudio',
    MuseScore: 'mscore mscore3 mscore4portable musescore musescore4 frescobaldi lilypond',
    FreeCAD: 'FreeCAD freecad FreeCADCmd freecad-daily',
    OpenSCAD: 'openscad solvespace librecad qcad',
    '3D printing…': 'PrusaSlicer prusa-slicer orca-slicer OrcaSlicer cura CuraEngine bambu-studio superslicer slic3r',
    Natron: 'Natron Fusion nuke Nuke',
    Houdini: 'houdini hython',
    Maya: 'maya.bin maya',
    Godot: 'godot godot4 godot-bin',
    'Unreal Editor': 'UnrealEditor ShaderCompileWorker UnrealLightmass',
    'Unity Editor': 'unityhub UnityShaderCompiler',
    'Electronic design…': 'kicad pcbnew eeschema gerbview fritzing eagle',
    Pinta: 'pinta kolourpaint mypaint drawing aseprite libresprite pixelorama mtpaint',
    Synfig: 'synfigstudio opentoonz pencil2d tupitube',
    Figma: 'figma-linux penpot-desktop lunacy',
    'Scanning…': 'simple-scan xsane skanlite skanpage scanimage gscan2pdf',
    'Subtitle editors…': 'aegisub gaupol subtitleeditor',
  },
);

const scriptedCreation = programs(
  'media-creation',
  { runs: 'script' },
  {
    OpenShot: 'openshot-qt openshot',
    'Flowblade editor': 'flowblade',
    Meshroom: 'meshroom',
    Gaphor: 'gaphor',
  },
);

export const media = [
  ...office,
  ...scriptedOffice,
  ...players,
  ...scriptedPlayers,
  ...viewers,
  ...live,
  ...reaper,
  ...creation,
  ...scriptedCreation,
];
