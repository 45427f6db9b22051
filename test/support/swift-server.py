"""Starts OpenStack Swift with its S3 interface on loopback ports: swift-server.py FOLDER PROXY OBJECT CONTAINER ACCOUNT

One replica, nothing flushed that need not be, one user. Ends with whoever started it. Only Debian's python3-swift is needed.
"""
import ctypes
import os
import pwd
import signal
import subprocess
import sys

from swift.common.ring import RingBuilder

folder, proxy, objects, containers, accounts = sys.argv[1], *map(int, sys.argv[2:6])
user = pwd.getpwuid(os.getuid()).pw_name

COMMON = f"""[DEFAULT]
bind_ip = 127.0.0.1
swift_dir = {folder}
devices = {folder}
mount_check = false
user = {user}
workers = 0
log_level = ERROR
log_address = {folder}/no-syslog
bind_port = %d
"""

PROXY = COMMON + """
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck proxy-logging cache listing_formats bulk s3api tempauth slo proxy-logging proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:s3api]
use = egg:swift#s3api
location = eu-central-1
s3_acl = false
check_bucket_owner = false
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:proxy-logging]
use = egg:swift#proxy_logging
access_log_level = ERROR
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:slo]
use = egg:swift#slo
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:9
"""

def store(kind):
    return COMMON + f"""
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""

def with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)

def write(name, text):
    with open(os.path.join(folder, name), 'w') as file:
        file.write(text)

SERVE = """
import sys
import swift.common.utils as utils
utils.SWIFT_CONF_FILE = sys.argv[2] + '/swift.conf'
utils.validate_configuration()
from swift.common.wsgi import run_wsgi
sys.exit(run_wsgi(sys.argv[3], sys.argv[1]))
"""

os.makedirs(os.path.join(folder, 'd1'), exist_ok=True)
write('swift.conf', '[swift-hash]\nswift_hash_path_prefix = test\nswift_hash_path_suffix = test\n'
      '[storage-policy:0]\nname = only\ndefault = yes\n')
for kind, port in (('object', objects), ('container', containers), ('account', accounts)):
    builder = RingBuilder(part_power=2, replicas=1, min_part_hours=0)
    builder.add_dev({'id': 0, 'region': 1, 'zone': 1, 'weight': 1, 'ip': '127.0.0.1', 'port': port, 'device': 'd1'})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, f'{kind}.ring.gz'))
    write(f'{kind}.conf', store(kind) % port)
write('proxy.conf', PROXY % proxy)
children = [
    subprocess.Popen([sys.executable, '-c', SERVE, f'{kind}-server', folder, f'{folder}/{kind}.conf'], preexec_fn=with_parent)
    for kind in ('object', 'container', 'account', 'proxy')
]
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
try:
    sys.exit(children[-1].wait())
finally:
    for child in children:
        child.kill()
