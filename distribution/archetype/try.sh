#!/bin/bash
# Tries the archetype as a developer would: ikelb's artifacts are installed into a local repository made
# for this, then a project of each kind is made in a folder outside of ikelb, built and tested there from
# these artifacts alone, and run in an unpacked ikelb. What Maven itself needs comes from ~/.m2 as links,
# or is downloaded if there is nothing.
#
#   distribution/archetype/try.sh [KIND...]     after: mvn package
set -euo pipefail
ikelb=$(cd "$(dirname "$0")/../.." && pwd)
archive=$(ls "$ikelb"/distribution/target/ikelb-*.tar.gz)
version=$(basename "$archive" .tar.gz | sed 's/^ikelb-//')
work=$(mktemp -d "${TMPDIR:-/tmp}/ikelb-archetype-XXXXXX")
repository=$work/repository
running=
finish() {
  [ -z "$running" ] || kill "$running" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

mkdir "$repository"
if [ -d ~/.m2/repository ]; then
  find ~/.m2/repository -mindepth 1 -maxdepth 1 ! -name org -exec cp -al {} "$repository" \; 2>/dev/null ||
    find ~/.m2/repository -mindepth 1 -maxdepth 1 ! -name org -exec cp -a {} "$repository" \;
  mkdir -p "$repository/org"
  find ~/.m2/repository/org -mindepth 1 -maxdepth 1 ! -name ikelb -exec cp -al {} "$repository/org" \; 2>/dev/null ||
    find ~/.m2/repository/org -mindepth 1 -maxdepth 1 ! -name ikelb -exec cp -a {} "$repository/org" \;
fi

# The commands are those of the page, with this repository, ikelb's folder, and the kind of plugin.
mkdir "$work/bin"
cat >"$work/bin/mvn" <<END
#!/bin/sh
exec timeout 600 "$(command -v mvn)" --batch-mode --quiet "-Dmaven.repo.local=$repository" "\$@"
END
chmod +x "$work/bin/mvn"
export PATH=$work/bin:$PATH
block() { # LANGUAGE NUMBER: a block of code of docs/extend.md
  awk -v fence="\`\`\`$1" -v number="$2" \
    '$0 == fence { inside = ++count == number; next } /^```$/ { inside = 0 } inside' "$ikelb/docs/extend.md"
}
follow_page() { # NUMBER: runs a block of shell commands
  block sh "$1" | sed -e "s/strategy/${kind:-strategy}/g" -e "s#/opt/ikelb#$work/ikelb#g" >"$work/commands"
  [ -s "$work/commands" ] || { echo "docs/extend.md has no block $1"; exit 1; }
  bash -euo pipefail "$work/commands"
}

echo "== installing ikelb's artifacts into $repository"
(cd "$ikelb" && follow_page 1)

echo "== starting ikelb"
mkdir "$work/ikelb"
tar xzf "$archive" -C "$work/ikelb" --strip 1
address=127.$((RANDOM % 254 + 1)).$((RANDOM % 256)).$((RANDOM % 254 + 1))
cat >"$work/ikelb/conf/ikelb.json" <<END
{
  "version": 1,
  "virtualServers": { "ike": { "address": "$address", "port": 15500, "protocol": "ike", "pool": "vpn" } },
  "persistencyGroups": { "vpn": { "virtualServers": ["ike"], "strategy": "ike-spi" } },
  "pools": { "vpn": { "upstreamPorts": "20000-29999", "gateways": { "vpn1": { "address": "127.0.0.11" } } } }
}
END
"$work/ikelb/bin/ikelb" run >"$work/ikelb.log" 2>&1 &
running=$!
timeout 60 sh -c "until grep -q event=ready '$work/ikelb.log'; do sleep 0.2; done" || { cat "$work/ikelb.log"; exit 1; }

for kind in "${@:-strategy monitor guard exporter}"; do for kind in $kind; do
  echo "== a $kind"
  mkdir "$work/$kind"
  cd "$work/$kind"
  follow_page 2
  follow_page 3 | tee shown
  ran=$(cat "my-$kind"/target/*-reports/TEST-*.xml | grep -c '<testcase ')
  [ "$ran" -ge 2 ] || { echo "only $ran tests ran"; exit 1; }
  grep -q "my-$kind" shown
  ! grep -q MISSING shown
  if [ "$kind" = strategy ]; then
    echo "== the strategy in use"
    cd "$work/ikelb"
    sed -i "s#\"persistencyGroups\".*#$(block jsonc 1),#" conf/ikelb.json
    follow_page 4
    bin/ikelb plugins my-strategy | grep "persistency group vpn"
  fi
done; done
echo "== all of them build, pass their tests and run"
