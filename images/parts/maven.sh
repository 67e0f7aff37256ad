# shellcheck shell=bash
# For parts with content from Maven repositories; to be read after lib.sh.

readonly DEPENDENCY_PLUGIN=org.apache.maven.plugins:maven-dependency-plugin:3.8.1

maven_jars() { # maven_jars FOLDER GROUP:ARTIFACT:VERSION[:CLASSIFIER]…: exactly these, no dependencies of theirs
  local folder=$1 coordinate group artifact version classifier; shift
  need mvn maven
  say "fetching $1${2:+ and $(($# - 1)) more} from Maven"
  mkdir "$WORK/maven"
  {
    echo '<project><modelVersion>4.0.0</modelVersion><groupId>none</groupId><artifactId>none</artifactId><version>0</version><dependencies>'
    for coordinate; do
      IFS=: read -r group artifact version classifier <<<"$coordinate"
      echo "<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$version</version>"
      echo "${classifier:+<classifier>$classifier</classifier>}</dependency>"
    done
    echo '</dependencies></project>'
  } >"$WORK/maven/pom.xml"
  run mvn -B -q -f "$WORK/maven/pom.xml" "$DEPENDENCY_PLUGIN:copy-dependencies" \
    -DexcludeTransitive=true -DoutputDirectory="$folder"
}
