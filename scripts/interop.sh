# shellcheck shell=bash
# Sourced by scripts/test: starts real gateways and proxies (nginx, haproxy, squid, microsocks) on loopback ports, with
# configurations of their own in a temporary folder, and ends each by its id. The tests of the suite InteropTests find
# them through the variables INTEROP_…

interop_pids=()
interop_folder=

# Prints the Debian packages whose programs are missing, one a line.
interop_missing() {
    local pair
    for pair in nginx:nginx-light haproxy:haproxy squid:squid microsocks:microsocks openssl:openssl; do
        PATH="$PATH:/usr/sbin:/sbin" command -v "${pair%%:*}" >/dev/null || echo "${pair##*:}"
    done
    any_file /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt || echo ca-certificates
}

# Installs what is missing; false where that is impossible, with the reason on standard error. The services of the
# packages are not wanted: none is started now, and those that are installed here do not start with the machine either.
interop_install() {
    local missing=() package
    while read -r package; do missing+=("$package"); done < <(interop_missing)
    export PATH="$PATH:/usr/sbin:/sbin"
    if [ "${#missing[@]}" -eq 0 ]; then return 0; fi
    # In a subshell, since `fail` ends the shell.
    (install_debian "${missing[@]}") || return 1
    for package in "${missing[@]}"; do
        as_root update-rc.d "${package%-light}" disable >/dev/null 2>&1 || true
    done
}

# The same for a run that did not ask for the peers: it says in one sentence why they are skipped.
interop_is_possible() {
    local reason
    if [ "$(uname -s)" = Darwin ]; then
        reason="the peers are Debian packages"
    elif [ -n "$(interop_missing)" ] && [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
        reason="these packages are missing, and installing them takes root: $(interop_missing | xargs)"
    elif ! interop_install 2>/dev/null; then
        reason="these packages could not be installed, and scripts/test --interop shows why: $(interop_missing | xargs)"
    else
        return 0
    fi
    say "The tests against gateways and proxies are skipped: $reason."
    return 1
}

# Prints a port of 127.0.0.1 at which nobody listens.
interop_port() {
    local port
    while true; do
        port=$((20000 + RANDOM % 12000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
}

# A peer takes memory for as many open files as the limit allows, which in a container may be a billion.
interop_run() {
    (
        ulimit -n 1024
        exec "$@"
    ) >>"$interop_folder/peers.log" 2>&1 &
    interop_pids+=("$!")
}

interop_wait() {
    local tries
    for tries in $(seq 100); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
        sleep 0.1
    done
    cat "$interop_folder/peers.log" >&2
    fail "A peer does not listen at port $1 after $tries tries. The lines above are what the peers wrote."
}

interop_nginx() {
    cat >"$interop_folder/nginx.conf" <<END
daemon off; worker_processes 1; pid $interop_folder/nginx.pid; error_log $interop_folder/nginx.log;
$([ "$(id -u)" = 0 ] && echo "user root;")
events {}
http {
    access_log off;
    client_body_temp_path $interop_folder/body; proxy_temp_path $interop_folder/proxy;
    fastcgi_temp_path $interop_folder/fastcgi; uwsgi_temp_path $interop_folder/uwsgi; scgi_temp_path $interop_folder/scgi;
    ssl_certificate $interop_folder/cert.pem; ssl_certificate_key $interop_folder/key.pem;
    proxy_buffering off; proxy_http_version 1.1; proxy_read_timeout 120s;
    add_header X-Spoken \$server_protocol always;
    server { listen 127.0.0.1:$INTEROP_NGINX_H2 ssl http2; location / { proxy_pass http://127.0.0.1:$INTEROP_UPSTREAM; } }
    server { listen 127.0.0.1:$INTEROP_NGINX_H1 ssl; location / { proxy_pass http://127.0.0.1:$INTEROP_UPSTREAM; } }
    server { listen 127.0.0.1:$INTEROP_NGINX_PLAIN; location / { proxy_pass http://127.0.0.1:$INTEROP_UPSTREAM; } }
}
END
    interop_run nginx -c "$interop_folder/nginx.conf" -p "$interop_folder"
}

interop_haproxy() {
    cat "$interop_folder/cert.pem" "$interop_folder/key.pem" >"$interop_folder/both.pem"
    cat >"$interop_folder/haproxy.cfg" <<END
global
    maxconn 200
defaults
    mode http
    timeout connect 5s
    timeout client 120s
    timeout server 120s
frontend front
    bind 127.0.0.1:$INTEROP_HAPROXY ssl crt $interop_folder/both.pem alpn h2,http/1.1
    default_backend back
backend back
    server upstream 127.0.0.1:$INTEROP_UPSTREAM
END
    interop_run haproxy -db -f "$interop_folder/haproxy.cfg"
}

# One squid for everybody and one that asks for a password.
interop_squid() {
    local port="$1" name="$2" rules="$3"
    cat >"$interop_folder/$name.conf" <<END
http_port 127.0.0.1:$port
pid_filename $interop_folder/$name.pid
access_log none
cache_log $interop_folder/$name.log
cache deny all
coredump_dir $interop_folder
visible_hostname localhost
pinger_enable off
dns_timeout 2 seconds
shutdown_lifetime 0 seconds
$rules
END
    interop_run squid -N -f "$interop_folder/$name.conf"
}

start_peers() {
    local name
    interop_folder="$(mktemp -d)"
    # Squid leaves root's rights.
    chmod 711 "$interop_folder"
    for name in UPSTREAM NGINX_H2 NGINX_H1 NGINX_PLAIN HAPROXY SQUID SQUID_PASSWORD SOCKS SOCKS_PASSWORD NOBODY; do
        export "INTEROP_$name=$(interop_port)"
    done
    # 0.0.0.0 reaches this machine, too, and Galley does not take it for this machine, to which it uses no proxy.
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$interop_folder/key.pem" -out "$interop_folder/cert.pem" \
        -days 2 -subj /CN=localhost -addext "subjectAltName=DNS:localhost,IP:0.0.0.0" 2>/dev/null
    mkdir "$interop_folder/hashed" "$interop_folder/empty"
    cp "$interop_folder/cert.pem" \
        "$interop_folder/hashed/$(openssl x509 -hash -noout -in "$interop_folder/cert.pem").0"
    export INTEROP_FOLDER="$interop_folder"
    interop_nginx
    interop_haproxy
    local logs="$interop_folder/squid.log $interop_folder/password.log"
    # shellcheck disable=SC2086
    touch $logs && chmod 666 $logs
    interop_squid "$INTEROP_SQUID" squid $'acl blocked dstdomain blocked.test\nhttp_access deny blocked\nhttp_access allow all'
    interop_squid "$INTEROP_SQUID_PASSWORD" password \
        $'auth_param basic program /usr/lib/squid/basic_fake_auth\nacl known proxy_auth REQUIRED\nhttp_access allow known\nhttp_access deny all'
    interop_run microsocks -i 127.0.0.1 -p "$INTEROP_SOCKS"
    interop_run microsocks -i 127.0.0.1 -p "$INTEROP_SOCKS_PASSWORD" -u me -P secret
    for name in NGINX_H2 NGINX_H1 NGINX_PLAIN HAPROXY SQUID SQUID_PASSWORD SOCKS SOCKS_PASSWORD; do
        local variable="INTEROP_$name"
        interop_wait "${!variable}"
    done
}

end_peers() {
    local pid
    for pid in "${interop_pids[@]}"; do kill "$pid" 2>/dev/null || true; done
    for pid in "${interop_pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    if [ -n "$interop_folder" ]; then rm -rf "$interop_folder"; fi
}
