/** Editors, language servers, compilers, test runners and the runtimes they use. */
import { programs } from './entry.ts';

const editors = programs(
  'ide',
  {},
  {
    'Visual Studio Code': 'code code-insiders code-oss code-tunnel codium vscodium code-server',
    'AI editors…': 'cursor windsurf trae kiro antigravity void',
    Zed: 'zed zed-editor zeditor',
    'Sublime Text': 'sublime_text plugin_host-3.3 plugin_host-3.8 subl sublime_merge',
    'IntelliJ IDEA': 'idea idea64 idea.sh intellij-idea-community',
    PyCharm: 'pycharm pycharm64',
    WebStorm: 'webstorm',
    CLion: 'clion',
    GoLand: 'goland',
    RustRover: 'rustrover',
    PhpStorm: 'phpstorm',
    Rider: 'rider',
    RubyMine: 'rubymine',
    DataGrip: 'datagrip',
    'JetBrains helpers': 'jetbrains-toolbox fsnotifier jcef_helper remote-dev-server fleet Fleet',
    'Android Studio': 'studio studio64',
    Eclipse: 'eclipse',
    NetBeans: 'netbeans',
    'Qt Creator': 'qtcreator qtcreator.bin designer linguist assistant',
    KDevelop: 'kdevelop',
    'GNOME Builder': 'gnome-builder',
    Kate: 'kate',
    Geany: 'geany',
    'Code::Blocks': 'codeblocks codelite anjuta',
    Vim: 'vim vim.basic vim.tiny vim.gtk3 vim.nox gvim vi nvim nvim-qt neovide helix hx kakoune kak',
    Emacs: 'emacs emacs-gtk emacs-nox emacs-pgtk emacs-lucid emacs-x11',
    'Small editors…': 'nano micro ne joe mg jed ed notepadqq notepadnext lite-xl pulsar atom brackets lapce',
    RStudio: 'rstudio rstudio-bin rsession positron',
    MATLAB: 'MATLAB matlab octave-gui',
    Arduino: 'arduino arduino-ide arduino-cli platformio',
    Lazarus: 'lazarus startlazarus',
    'Delphi and Mono': 'monodevelop',
    'DBeaver…':
      'dbeaver dbeaver-ce beekeeper-studio pgadmin4 mysql-workbench mysql-workbench-bin sqlitebrowser heidisql tableplus',
    'API clients…': 'postman Postman insomnia bruno hoppscotch-desktop',
    'Git clients…': 'gitkraken github-desktop gitg git-cola-app smartgit lazygit tig gitui fork gittyup',
    'Diff tools…': 'kdiff3 kompare bcompare vimdiff diffuse',
  },
);

const scriptedEditors = programs(
  'ide',
  { runs: 'script' },
  {
    'IntelliJ platform': 'com.intellij.idea.Main',
    'Android Studio (Java)': 'com.android.tools.idea.MainWrapper',
    'NetBeans (Java)': 'org.netbeans.Main',
    'Spyder IDE': 'spyder spyder3',
    Thonny: 'thonny',
    IDLE: 'idle idle3 idlelib',
    'Jupyter notebooks': 'jupyter jupyter-lab jupyter-notebook jupyter-server ipykernel_launcher jupyterhub-singleuser',
    Meld: 'meld',
    'Git Cola': 'git-cola',
    'VS Code server': 'server-main.js bootstrap-fork.js bootstrap-fork',
  },
);

const languageServers = programs(
  'language-server',
  {},
  {
    'rust-analyzer': 'rust-analyzer rust-analyzer-proc-macro-srv rls',
    clangd: 'clangd ccls clangd-indexer',
    gopls: 'gopls',
    'Zig language server': 'zls',
    'Lua language server': 'lua-language-server',
    'Haskell language server': 'haskell-language-server haskell-language-server-wrapper hls',
    'OCaml language server': 'ocamllsp ocamlmerlin-server',
    'C# language servers': 'OmniSharp csharp-ls Microsoft.CodeAnalysis.LanguageServer',
    'Python language servers…': 'ty ruff-lsp pylyzer',
    'TypeScript native server': 'tsgo',
    'Nix language servers…': 'nil nixd rnix-lsp',
    'Markup language servers…': 'texlab ltex-ls-plus marksman taplo lemminx tinymist typst-lsp',
    'Elixir language server': 'elixir-ls lexical expert next-ls',
    'Terraform language server': 'terraform-ls',
    'Swift language server': 'sourcekit-lsp',
    'Vala language server': 'vala-language-server',
    'Build language servers…': 'cmake-language-server neocmakelsp mesonlsp buf bufls',
    'Code completion agents…':
      'copilot-language-server language_server_linux_x64 tabnine TabNine codeium_language_server supermaven-agent',
    'Code search…': 'ctags ctags-universal gtags global',
  },
);

const scriptedLanguageServers = programs(
  'language-server',
  { runs: 'script' },
  {
    'TypeScript server': 'tsserver.js tsserver typescript-language-server vtsls typingsInstaller.js',
    Pyright: 'pyright-langserver pyright-langserver.js pyright basedpyright-langserver',
    'Python LSP server': 'pylsp pyls jedi-language-server',
    'ESLint server': 'eslintServer.js eslint-server eslint_d',
    'JSON and CSS servers':
      'jsonServerMain cssServerMain htmlServerMain vscode-json-language-server vscode-css-language-server vscode-html-language-server',
    'YAML server': 'yaml-language-server',
    'Bash server': 'bash-language-server',
    'Vue and Svelte servers': 'vue-language-server svelteserver svelte-language-server astro-ls',
    'Tailwind server': 'tailwindcss-language-server tailwindServer.js',
    'Java language server': 'org.eclipse.jdt.ls.core jdtls org.eclipse.equinox.launcher',
    'Kotlin language server': 'org.javacs.kt.MainKt',
    'Scala language server': 'scala.meta.metals.Main',
    'Ruby language servers…': 'solargraph ruby-lsp sorbet',
    'PHP language servers…': 'intelephense phpactor psalm-language-server',
    'Perl language server': 'perlnavigator',
    'Copilot server': 'language-server.js copilot-agent',
  },
);

const drivers = programs(
  'build',
  { ownsChildren: true, versioned: true },
  {
    make: 'make gmake bmake remake',
    Ninja: 'ninja samu n2',
    CMake: 'cmake cpack ccmake',
    Cargo: 'cargo cargo-clippy',
    Go: 'go tinygo',
    Bazel: 'bazel bazelisk buck2 please',
    'GCC driver': 'gcc g++ cc c++ gfortran gdc gnat gccgo',
    ccache: 'ccache sccache distcc distccd icecc iceccd',
    Zig: 'zig',
    Nix: 'nix nix-build nix-daemon nix-shell',
    'Distribution package builders…': 'dpkg-buildpackage rpmbuild mock fakeroot faked abuild flatpak-builder snapcraft',
    Stack: 'stack cabal ghcup',
    dune: 'dune opam',
    'Swift build': 'swift-build swift-package',
    'Just and Task…': 'just task mage earthly',
    xmake: 'xmake premake5 gn tup redo',
  },
);

const scriptedDrivers = programs(
  'build',
  { ownsChildren: true, runs: 'script' },
  {
    Meson: 'meson meson.py',
    SCons: 'scons waf',
    Maven:
      'org.codehaus.plexus.classworlds.launcher.Launcher org.apache.maven.wrapper.MavenWrapperMain org.mvndaemon.mvnd.client.DefaultClient org.mvndaemon.mvnd.daemon.Server',
    Gradle:
      'org.gradle.launcher.daemon.bootstrap.GradleDaemon org.gradle.launcher.GradleMain org.gradle.wrapper.GradleWrapperMain worker.org.gradle.process.internal.worker.GradleWorkerMain gradlew',
    Ant: 'org.apache.tools.ant.launch.Launcher',
    sbt: 'sbt-launch.jar xsbt.boot.Boot',
    'Bazel server': 'com.google.devtools.build.lib.bazel.Bazel com.google.devtools.build.lib.bazel.BazelServer',
    Yocto: 'bitbake bitbake-server bitbake-worker',
    makepkg: 'makepkg paru-build debuild debootstrap',
    'dpkg build scripts…': 'dpkg-buildpackage dh debhelper sbuild pbuilder',
    Turborepo: 'turbo nx lerna lage',
    'Build scripts of JavaScript…': 'gulp grunt gulp.js',
  },
);

const compilers = programs(
  'build',
  { versioned: true },
  {
    'C and C++ compiler': 'cc1 cc1plus cc1obj f951 lto1 lto-wrapper gnat1 go1 d21 collect2 cpp',
    Clang: 'clang clang++ clang-cl flang tcc icx icpx nvcc cicc ptxas hipcc emcc',
    'Clang tools…': 'clang-tidy clang-format clang-scan-deps cppcheck include-what-you-use scan-build',
    'Assembler…': 'as yasm nasm',
    'Linker…': 'ld ld.bfd ld.gold gold lld ld.lld mold ld.mold wild dwz',
    'Binutils…': 'ar ranlib strip objcopy objdump nm readelf gcc-ar gcc-ranlib llvm-ar llvm-strip',
    'Rust compiler': 'rustc rustdoc clippy-driver rustfmt rustup-init miri',
    'Go tools…': 'gofmt golangci-lint staticcheck',
    'Java compiler': 'javac kotlinc scalac jlink jpackage native-image aapt2 d8 r8',
    'Haskell compiler': 'ghc haddock hlint',
    'OCaml compiler': 'ocamlopt ocamlc ocamlopt.opt ocamlc.opt',
    'Swift compiler': 'swiftc swift-frontend',
    'D compiler': 'dmd ldc2 dub',
    'Nim compiler': 'nim nimble',
    'Crystal compiler': 'crystal shards',
    'Free Pascal': 'fpc ppcx64 lazbuild',
    '.NET compiler': 'VBCSCompiler csc MSBuild',
    'Dart compiler': 'dart dartaotruntime gen_snapshot frontend_server flutter',
    'Erlang compiler': 'erlc rebar3',
    'Shader compilers…': 'glslc glslangValidator dxc naga',
    'Protocol Buffers': 'protoc flatc thrift capnp',
    'Qt build tools': 'moc rcc uic qmake qmake6 lrelease lupdate',
    'GObject build tools': 'glib-compile-resources glib-compile-schemas g-ir-compiler valac blueprint-compiler-bin',
    'LaTeX compilers…': 'pdflatex pdftex xelatex xetex lualatex luahbtex latex bibtex biber tectonic typst',
    'Documentation generators…': 'doxygen hugo zola mdbook pandoc',
    'Bundlers in native code…': 'esbuild swc rspack rolldown lightningcss biome oxlint dprint',
    'Autotools in C…': 'm4 pkg-config pkgconf bison flex re2c gperf',
    'Kernel build helpers…': 'modpost fixdep genksyms pahole resolve_btfids objtool',
  },
);

const goTools = programs('build', { within: '/pkg/tool/' }, { 'Go compiler': 'compile link asm cgo vet' });

const scriptedCompilers = programs(
  'build',
  { runs: 'script' },
  {
    TypeScript: 'tsc tsc.js vue-tsc tsup tsx',
    webpack: 'webpack webpack.js webpack-dev-server webpack-cli',
    Vite: 'vite vite.js',
    Rollup: 'rollup rolldown parcel snowpack',
    'JavaScript frameworks…': 'next nuxt nuxi astro remix gatsby ng react-scripts start-server.js',
    Babel: 'babel swc metro',
    'Linters…': 'eslint eslint.js prettier stylelint biome knip depcruise xo tslint',
    'Python linters…': 'black mypy dmypy pylint flake8 isort pyflakes autopep8 ruff',
    'Python builders…': 'cython cython3 nuitka pyinstaller setup.py conan',
    'Autotools…': 'autoconf automake autoreconf aclocal libtool configure config.status ltmain.sh autom4te autoheader',
    'Sphinx documentation': 'sphinx-build mkdocs',
    Emscripten: 'emcc.py em++.py emcc',
    'Kotlin compiler daemon':
      'org.jetbrains.kotlin.daemon.KotlinCompileDaemon org.jetbrains.kotlin.cli.jvm.K2JVMCompiler',
    'Scala compiler': 'scala.tools.nsc.Main bloop.Server bloop.Bloop xsbt.ConsoleMain',
    'Sass and CSS…': 'sass postcss tailwindcss',
    'LaTeX drivers…': 'latexmk arara',
  },
);

const tests = programs(
  'test-runner',
  { runs: 'either' },
  {
    Vitest: 'vitest vitest.mjs',
    Jest: 'jest jest.js processChild.js',
    Mocha: 'mocha mocha.js _mocha',
    'Playwright tests': 'playwright playwright.js',
    Cypress: 'cypress Cypress',
    AVA: 'ava tap jasmine karma wdio testcafe',
    pytest: 'pytest py.test',
    tox: 'tox nox',
    'Python unittest': 'unittest nose2 nosetests hypothesis',
    'cargo-nextest': 'cargo-nextest cargo-test',
    CTest: 'ctest',
    RSpec: 'rspec minitest cucumber',
    PHPUnit: 'phpunit pest codeception',
    'Test Anything': 'prove bats',
    'Go tests…': 'gotestsum ginkgo',
    'Load generators…': 'k6 wrk wrk2 hey vegeta locust bombardier',
    'Fuzzers…': 'afl-fuzz honggfuzz',
    'CI agents…': 'gitlab-runner Runner.Worker',
    'System benchmarks…':
      'sysbench stress stress-ng hackbench schbench fio iperf3 glmark2 phoronix-test-suite geekbench6 cyclictest memtester',
  },
);

const ciHosts = programs(
  'server',
  { hosts: true },
  {
    'Continuous integration runner…':
      'Runner.Listener gitea-runner act_runner forgejo-runner buildkite-agent woodpecker-agent drone-runner-docker teamcity-agent concourse',
  },
);

const packagersOfLanguages = programs(
  'build',
  { runs: 'either' },
  {
    npm: 'npm npm-cli.js npx npx-cli.js cnpm',
    Yarn: 'yarn yarn.js yarnpkg',
    pnpm: 'pnpm pnpm.cjs pnpx',
    pip: 'pip pip3 pipx',
    uv: 'uv uvx pixi',
    Poetry: 'poetry pdm hatch pipenv',
    Conda: 'conda mamba micromamba',
    RubyGems: 'gem bundle bundler rake',
    Composer: 'composer composer.phar',
    'Version managers…': 'rustup asdf mise pyenv nvm.sh fnm volta',
    CPAN: 'cpan cpanm',
    'Git…': 'git git-remote-https git-lfs gh glab jj hg svn bzr',
  },
);

const debuggers = programs(
  'ide',
  { immune: true },
  {
    'Debuggers…':
      'gdb lldb lldb-server gdbserver dlv rr cgdb valgrind valgrind.bin lldb-dap codelldb OpenDebugAD7 debugpy',
  },
);

const profilers = programs(
  'monitor',
  {},
  {
    'Profilers…': 'perf sysprof sysprof-cli sysprofd heaptrack hotspot samply bpftrace trace-cmd kernelshark nsys ncu',
  },
);

const runtimes = programs(
  'runtime',
  { versioned: true },
  {
    Python: 'python pypy ipython',
    'Node.js': 'node nodejs',
    Bun: 'bun',
    Deno: 'deno',
    Java: 'java javaw',
    Perl: 'perl',
    Ruby: 'ruby jruby',
    PHP: 'php php-cgi',
    'Lua…': 'lua luajit',
    '.NET': 'dotnet mono mono-sgen',
    Erlang: 'beam.smp erl epmd',
    Electron: 'electron',
    'GNOME JavaScript': 'gjs gjs-console',
    'Tcl…': 'tclsh wish expect',
    'Guile…': 'guile racket sbcl clisp chez',
    Wine: 'wine wine-preloader wine64 wine64-preloader',
    'WebAssembly…': 'wasmtime wasmer wasmedge',
    AWK: 'awk gawk mawk',
  },
);

export const development = [
  ...editors,
  ...scriptedEditors,
  ...languageServers,
  ...scriptedLanguageServers,
  ...drivers,
  ...scriptedDrivers,
  ...compilers,
  ...goTools,
  ...scriptedCompilers,
  ...tests,
  ...ciHosts,
  ...packagersOfLanguages,
  ...debuggers,
  ...profilers,
  ...runtimes,
];
