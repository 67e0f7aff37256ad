#!/bin/sh
# Called by mmdebstrap with the folder of the new root file system. No maintainer script has run in there: this does what
# functions and layers count on.
set -eu
cd "$1"

# documentation, translations, package tools
rm -rf usr/share/doc usr/share/man usr/share/info usr/share/locale usr/share/lintian usr/share/bash-completion \
  usr/share/python3 usr/share/debconf usr/share/perl5 var/cache/debconf etc/cron.daily
rm -f usr/bin/debconf* usr/bin/dpkg* usr/sbin/dpkg*

mkdir -p opt tmp var/tmp var/task var/runtime var/lang/bin var/lang/lib home/sbx_user1051 etc/ssl/certs etc/pki/tls/certs usr/lib/ssl
chmod 1777 tmp var/tmp
cat >etc/passwd <<'PASSWD'
root:x:0:0:root:/root:/bin/bash
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
sbx_user1051:x:993:990::/home/sbx_user1051:/sbin/nologin
PASSWD
cat >etc/group <<'GROUP'
root:x:0:
bin:x:1:
daemon:x:2:
nogroup:x:65534:
sbx_user1051:x:990:
GROUP
echo 'hosts: files dns' >etc/nsswitch.conf

# certificate authorities, at the places where Debian's and Amazon Linux's programs look
cat usr/share/ca-certificates/mozilla/*.crt >etc/ssl/certs/ca-certificates.crt
for file in usr/lib/ssl/cert.pem etc/ssl/cert.pem etc/pki/tls/certs/ca-bundle.crt etc/pki/tls/cert.pem var/runtime/ca-cert.pem; do
  ln -sf /etc/ssl/certs/ca-certificates.crt "$file"
done

ln -sf /usr/share/zoneinfo/UTC etc/localtime
# LANG names this locale; without it Python adds LC_CTYPE to the environment and shells complain
[ ! -d usr/lib/locale/C.utf8 ] || ln -s C.utf8 usr/lib/locale/en_US.utf8
[ -e usr/bin/awk ] || [ ! -e usr/bin/mawk ] || ln -s mawk usr/bin/awk

for python in usr/bin/python3.*[0-9]; do
  [ -x "$python" ] || continue
  version=${python#usr/bin/python}
  mv "$python" var/lang/bin/
  mv "usr/lib/python$version" var/lang/lib/
  rm -rf usr/bin/python3* usr/bin/pydoc* usr/bin/pygettext* usr/bin/py3* usr/bin/pdb3* usr/lib/python3 "etc/python$version"
  rm -rf "var/lang/lib/python$version/test" "var/lang/lib/python$version/pydoc_data" "var/lang/lib/python$version/sitecustomize.py"
  ln -s "python$version" var/lang/bin/python3
  # Debian's Python looks for packages in dist-packages, AWS's in site-packages
  mkdir -p "var/lang/lib/python$version/site-packages" var/lang/lib/python3
  ln -s "../python$version/site-packages" var/lang/lib/python3/dist-packages
  echo "$version" >var/lang/version
done

for java in usr/lib/jvm/java-[0-9]*; do
  if [ -L "$java" ] || [ ! -x "$java/bin/java" ]; then continue; fi
  rm -rf var/lang
  mv "$java" var/lang
  rm -rf usr/lib/jvm var/lang/man var/lang/docs
  # class data for a mode of the JVM that nobody asks for
  rm -f var/lang/lib/server/classes_nocoops.jsa
  mkdir -p etc/ssl/certs/java
  version=${java#usr/lib/jvm/java-}
  echo "${version%%-*}" >var/lang/version
done

# Debian's Ruby knows its own place: links
for ruby in usr/bin/ruby[0-9]*; do
  [ -x "$ruby" ] || continue
  version=${ruby#usr/bin/ruby}
  for tool in ruby gem bundle bundler erb irb rake; do
    [ ! -e "usr/bin/$tool$version" ] || ln -s "/usr/bin/$tool$version" "var/lang/bin/$tool"
  done
  echo "$version" >var/lang/version
done
