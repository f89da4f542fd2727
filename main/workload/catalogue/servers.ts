/** Databases, network services, containers, virtual machines, and models that run on the machine. */
import { programs } from './entry.ts';

const databases = programs(
  'database',
  {},
  {
    PostgreSQL: 'postgres postmaster pg_ctl pgbouncer pg_basebackup',
    MySQL: 'mysqld mysqld_safe mysqlrouter',
    MariaDB: 'mariadbd mariadbd-safe mariadb-backup',
    MongoDB: 'mongod mongos mongodb-compass',
    Redis: 'redis-server redis-sentinel redis-check-rdb valkey-server keydb-server dragonfly',
    Memcached: 'memcached',
    SQLite: 'sqlite3 litestream',
    ClickHouse: 'clickhouse clickhouse-server',
    InfluxDB: 'influxd',
    CockroachDB: 'cockroach',
    CouchDB: 'couchdb couchjs',
    etcd: 'etcd',
    'Microsoft SQL Server': 'sqlservr',
    Oracle: 'oracle tnslsnr',
    SurrealDB: 'surreal',
    'Vector databases…': 'qdrant milvus weaviate chroma',
    DuckDB: 'duckdb',
    Meilisearch: 'meilisearch typesense-server sonic',
    'Dump and restore…': 'pg_dump pg_restore mysqldump mariadb-dump mongodump mongorestore',
  },
);

const javaDatabases = programs(
  'database',
  { runs: 'script' },
  {
    Elasticsearch:
      'org.elasticsearch.bootstrap.Elasticsearch org.elasticsearch.server org.opensearch.bootstrap.OpenSearch',
    Cassandra: 'org.apache.cassandra.service.CassandraDaemon',
    Neo4j: 'org.neo4j.server.CommunityEntryPoint com.neo4j.server.enterprise.EnterpriseEntryPoint',
    Kafka: 'kafka.Kafka',
    ZooKeeper: 'org.apache.zookeeper.server.quorum.QuorumPeerMain',
    Solr: 'org.apache.solr.servlet.StartSolrRunner',
  },
);

const servers = programs(
  'server',
  {},
  {
    nginx: 'nginx openresty angie',
    Apache: 'apache2 httpd',
    Caddy: 'caddy',
    Lighttpd: 'lighttpd',
    'HAProxy…': 'haproxy varnishd squid envoy',
    Traefik: 'traefik',
    'PHP FPM': 'php-fpm php-fpm8.1 php-fpm8.2 php-fpm8.3 php-fpm8.4',
    'Mail server…': 'exim4 exim sendmail smtpd dovecot imap pop3 imap-login lmtp opendkim rspamd spamd',
    Samba: 'smbd nmbd winbindd samba samba-bgqd wsdd',
    'FTP server…': 'vsftpd proftpd pure-ftpd',
    'File sharing…': 'minidlnad gerbera nfsd rygel webfsd',
    Plex: 'PlexMediaServer PlexScriptHost PlexTunerService PlexTranscoder',
    Jellyfin: 'jellyfin emby-server EmbyServer',
    Navidrome: 'navidrome',
    'Home automation…': 'mosquitto zigbee2mqtt node-red',
    RabbitMQ: 'rabbitmq-server nats-server',
    Grafana: 'grafana grafana-server loki promtail alloy',
    Prometheus: 'prometheus node_exporter alertmanager blackbox_exporter victoria-metrics',
    Gitea: 'gitea forgejo gogs gitaly',
    Vault: 'vault consul nomad',
    MinIO: 'minio garage seaweedfs',
    'DNS filter…': 'AdGuardHome pihole-FTL',
    'Torrent daemon…': 'transmission-daemon deluged rtorrent aria2c',
    'Media automation…': 'Sonarr Radarr Prowlarr Lidarr Readarr Bazarr jackett',
    'IPFS…': 'ipfs kubo',
    'Bitcoin…': 'bitcoind bitcoin-qt monerod geth lnd electrs',
    'Print filters…': 'foomatic-rip gs',
    'Remote support…': 'teamviewerd TeamViewer anydesk',
  },
);

const postfix = programs(
  'server',
  { within: '/postfix/' },
  {
    Postfix: 'master qmgr pickup cleanup smtp bounce tlsmgr trivial-rewrite',
  },
);

const scriptedServers = programs(
  'server',
  { runs: 'script' },
  {
    'Python web servers…': 'gunicorn uvicorn hypercorn daphne uwsgi manage.py flask http.server waitress-serve fastapi',
    Celery: 'celery rq airflow dagster prefect',
    'Home Assistant': 'hass homeassistant',
    'Ruby web servers…': 'puma unicorn sidekiq rails passenger',
    PM2: 'pm2 nodemon forever http-server live-server json-server',
    Tomcat: 'org.apache.catalina.startup.Bootstrap',
    Jenkins: 'jenkins.war agent.jar remoting.jar',
    Spring: 'org.springframework.boot.loader.JarLauncher org.springframework.boot.loader.launch.JarLauncher',
    'Minecraft server':
      'minecraft_server.jar paper.jar spigot.jar net.minecraft.server.Main net.minecraft.bundler.Main',
    Certbot: 'certbot',
    'Ansible…': 'ansible ansible-playbook salt-minion salt-master puppet chef-client',
  },
);

const containers = programs(
  'container',
  { immune: true },
  {
    Docker: 'dockerd docker-proxy rootlesskit slirp4netns pasta pasta.avx2 passt vpnkit',
    containerd: 'containerd containerd-shim containerd-shim-runc-v2 nerdctl ctr',
    Podman: 'podman conmon netavark aardvark-dns rootlessport',
    'Container runtimes…': 'runc crun youki kata-runtime runsc',
    LXC: 'lxc-start lxd lxcfs incusd incus lxc-monitord',
    Kubernetes: 'kubelet kube-apiserver kube-proxy kube-scheduler kube-controller-manager k3s k0s minikube kind rke2',
    'CRI-O': 'crio',
    Waydroid: 'waydroid-container anbox',
  },
);

const containerTools = programs(
  'container',
  {},
  {
    'Docker client': 'docker docker-compose docker-buildx com.docker.cli docker-desktop com.docker.backend',
    'Container builders…': 'buildkitd buildctl buildah skopeo kaniko',
    'Kubernetes tools…': 'kubectl helm k9s kustomize lens openlens',
    Distrobox: 'toolbox',
  },
);

const scriptedContainerTools = programs(
  'container',
  { runs: 'script' },
  {
    'Waydroid (Python)': 'waydroid',
    'Distrobox scripts': 'distrobox distrobox-enter distrobox-init distrobox-host-exec',
    'docker-compose (Python)': 'docker-compose podman-compose',
  },
);

const machines = programs(
  'virtual-machine',
  {},
  {
    QEMU: 'qemu-system-x86_64 qemu-system-i386 qemu-system-aarch64 qemu-system-arm qemu-system-riscv64 qemu-kvm qemu-system-x86 kvm',
    VirtualBox: 'VirtualBoxVM VirtualBox VBoxHeadless VBoxSVC VBoxXPCOMIPCD VBoxNetDHCP',
    VMware: 'vmware vmware-vmx vmplayer vmware-authdlauncher vmnet-natd',
    'Virtual Machine Manager': 'virt-viewer remote-viewer spicy',
    'GNOME Boxes': 'gnome-boxes',
    libvirt:
      'libvirtd virtqemud virtlogd virtlockd virtnetworkd virtstoraged virtnodedevd virtproxyd virtsecretd virtinterfaced',
    Firecracker: 'firecracker cloud-hypervisor crosvm krunvm',
    'Virtual file system server': 'virtiofsd virtiofsd-rs swtpm',
    Multipass: 'multipassd multipass multipass.gui',
    'Android emulator': 'emulator64-crash-service qemu-system-x86_64-headless genymotion netsimd',
    'Looking Glass': 'looking-glass-client',
    Quickemu: 'quickgui',
  },
);

const scriptedMachines = programs(
  'virtual-machine',
  { runs: 'script' },
  {
    'virt-manager': 'virt-manager virt-install',
    Vagrant: 'vagrant',
    'Quickemu script': 'quickemu',
  },
);

const models = programs(
  'ai-model',
  {},
  {
    Ollama: 'ollama ollama_llama_server ollama-runner ollama_runner',
    'llama.cpp': 'llama-server llama-cli llama-bench llama-quantize llama-run koboldcpp llamafile',
    'LM Studio': 'lm-studio LM-Studio lms',
    Jan: 'jan gpt4all gpt4all-bin msty',
    LocalAI: 'local-ai localai',
    'whisper.cpp': 'whisper-cli whisper-server whisper-stream',
    'Stable Diffusion': 'stable-diffusion sd-server',
    'Text generation…': 'text-generation-launcher text-generation-server mistralrs-server tabbyml tabby-server',
    'NVIDIA Triton': 'tritonserver',
  },
);

const scriptedModels = programs(
  'ai-model',
  { runs: 'script' },
  {
    vLLM: 'vllm vllm.entrypoints.openai.api_server sglang.launch_server',
    'Stable Diffusion web UI': 'webui.py webui.sh invokeai-web fooocus.py',
    ComfyUI: 'comfyui comfy',
    Whisper: 'whisper whisperx',
    'Training launchers…': 'torchrun accelerate deepspeed torch.distributed.run torch.distributed.launch',
    TensorBoard: 'tensorboard mlflow wandb',
    'Open WebUI': 'open-webui gradio streamlit',
  },
);

export const serving = [
  ...databases,
  ...javaDatabases,
  ...servers,
  ...postfix,
  ...scriptedServers,
  ...containers,
  ...containerTools,
  ...scriptedContainerTools,
  ...machines,
  ...scriptedMachines,
  ...models,
  ...scriptedModels,
];
