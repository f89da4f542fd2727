/** Games, and what starts them. */
import { programs } from './entry.ts';

const launchers = programs(
  'game-launcher',
  { hosts: true },
  {
    Steam:
      'steam steamwebhelper steam-runtime-launcher-service pressure-vessel-wrap pressure-vessel-adverb steam-launch-wrapper pv-adverb srt-bwrap',
    Heroic: 'heroic heroic-run',
    Bottles: 'bottles-cli',
    Itch: 'itch butler',
    'Prism Launcher…':
      'prismlauncher multimc polymc ATLauncher minecraft-launcher gdlauncher modrinth-app ModrinthApp badlion-client lunarclient lunar-client',
    'Mini Galaxy…': 'minigalaxy gamehub',
    Cartridges: 'cartridges',
    EmulationStation: 'emulationstation es-de ES-DE pegasus-fe attractplus lakka',
    ProtonUp: 'protonup-qt protonplus',
    'Epic and GOG…': 'legendary rare gogdl nile comet-gog',
    'Battle.net': 'Agent.exe',
    umu: 'umu-launcher',
  },
);

const scriptedLaunchers = programs(
  'game-launcher',
  { hosts: true, runs: 'script' },
  {
    Lutris: 'lutris lutris-wrapper',
    'Bottles (Python)': 'bottles bottles-cli',
    'Proton script': 'proton umu-run',
    'Steam runtime script': 'steam.sh steam-runtime-launch-client',
    'Minigalaxy (Python)': 'minigalaxy',
  },
);

const wineServices = programs(
  'game-launcher',
  { immune: true, latencyCritical: true },
  {
    'Wine server': 'wineserver wineserver64 wineserver32',
  },
);

const wineHelpers = programs(
  'game-launcher',
  { runs: 'script' },
  {
    'Wine services…':
      'services.exe winedevice.exe plugplay.exe explorer.exe rpcss.exe svchost.exe tabtip.exe start.exe conhost.exe wineboot.exe steam.exe',
  },
);

const games = programs(
  'game',
  { latencyCritical: true },
  {
    Minetest: 'minetest luanti minetestserver',
    SuperTuxKart: 'supertuxkart',
    SuperTux: 'supertux2',
    '0 A.D.': 'pyrogenesis',
    'Battle for Wesnoth': 'wesnoth',
    Xonotic: 'xonotic-glx xonotic-sdl xonotic-linux64-glx xonotic-linux64-sdl',
    'Warzone 2100': 'warzone2100',
    OpenTTD: 'openttd simutrans',
    OpenRA: 'OpenRA openra-ra openra-cnc openra-d2k',
    Freeciv: 'freeciv-gtk3.22 freeciv-sdl2 freeciv-qt unciv',
    Factorio: 'factorio',
    'Dota 2': 'dota2',
    'Counter-Strike 2': 'cs2 csgo_linux64',
    'Team Fortress 2': 'tf_linux64 hl2_linux',
    'Half-Life': 'hl_linux',
    'Dwarf Fortress': 'dwarfort Dwarf_Fortress',
    Terraria: 'Terraria.bin.x86_64 TerrariaServer.bin.x86_64',
    'Stardew Valley': 'StardewValley StardewModdingAPI',
    RimWorld: 'RimWorldLinux',
    'Cities: Skylines': 'Cities.x64',
    'Kerbal Space Program': 'KSP.x86_64',
    'Euro Truck Simulator 2': 'eurotrucks2 amtrucks',
    'Civilization VI': 'Civ6 Civ6Sub Civ5XP',
    'Crusader Kings…': 'ck3 ck2 hoi4 eu4 stellaris victoria3 imperator',
    "Baldur's Gate 3": 'bg3 bg3_dx11',
    'osu!': 'osu osu-lazer',
    Quake: 'quakespasm ironwail vkquake yquake2 ioquake3.x86_64 quake3e ezquake-linux-x86_64',
    Doom: 'gzdoom prboom-plus dsda-doom crispy-doom chocolate-doom zandronum doom3 dhewm3',
    'Shooters…':
      'etl etlegacy openarena openarena.x86_64 assaultcube ac_client sauerbraten sauer_client redeclipse_linux',
    Veloren: 'veloren-voxygen veloren-server-cli',
    'The Dark Mod': 'thedarkmod.x64',
    FlightGear: 'fgfs',
    'X-Plane': 'X-Plane-x86_64',
    'Slay the Spire': 'SlayTheSpire',
    'GNOME games…':
      'gnome-mines gnome-chess gnome-mahjongg gnome-sudoku quadrapassel aisleriot sol iagno five-or-more swell-foop gnome-nibbles gnome-klotski gnome-tetravex',
    'KDE games…': 'kpat kmines ksudoku kmahjongg knights kblocks kapman bomber ksnakeduel',
    Roblox: 'sober vinegar',
    'Open RCT': 'openrct2 openrct2-cli',
    OpenMW: 'openmw',
    'Endless Sky': 'endless-sky naev pioneer oolite',
    Teeworlds: 'teeworlds teeworlds_srv DDNet',
    Hedgewars: 'hedgewars hwengine',
    'Small games…': 'frozen-bubble pingus lincity-ng',
    NetHack: 'nethack crawl angband cataclysm cataclysm-tiles brogue',
  },
);

const emulators = programs(
  'game',
  { latencyCritical: true },
  {
    RetroArch: 'retroarch',
    'Dolphin emulator': 'dolphin-emu dolphin-emu-nogui',
    PCSX2: 'pcsx2 pcsx2-qt',
    RPCS3: 'rpcs3',
    PPSSPP: 'PPSSPPSDL PPSSPPQt',
    'Switch emulators…': 'yuzu suyu eden Ryujinx ryujinx citron torzu',
    Citra: 'citra citra-qt azahar lime3ds-gui',
    Cemu: 'cemu Cemu',
    DuckStation: 'duckstation-qt duckstation-nogui',
    xemu: 'xemu',
    melonDS: 'melonDS desmume',
    mGBA: 'mgba mgba-qt mgba-sdl visualboyadvance-m',
    'Other emulators…':
      'mame mednafen snes9x snes9x-gtk bsnes higan ares flycast mupen64plus simple64 scummvm dosbox dosbox-x dosbox-staging vice x64sc fceux nestopia stella hatari fs-uae',
    'Remote play…': 'moonlight moonlight-qt sunshine steamlink chiaki chiaki4deck parsecd',
    'Virtual reality…': 'monado-service vrserver vrcompositor vrmonitor wivrn-server alvr_dashboard',
  },
);

const javaGames = programs(
  'game',
  { latencyCritical: true, runs: 'script' },
  {
    Minecraft:
      'net.minecraft.client.main.Main net.fabricmc.loader.impl.launch.knot.KnotClient cpw.mods.bootstraplauncher.BootstrapLauncher org.prismlauncher.EntryPoint org.multimc.EntryPoint',
    Mindustry: 'Mindustry.jar',
    'Project Zomboid': 'zombie.gameStates.MainScreenState',
  },
);

export const gaming = [
  ...launchers,
  ...scriptedLaunchers,
  ...wineServices,
  ...wineHelpers,
  ...games,
  ...emulators,
  ...javaGames,
];
