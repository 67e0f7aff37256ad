# Makes the end of an address from a title: "Hello, World!" becomes "hello-world".
title() {
  tr '[:upper:]' '[:lower:]' | sed -E 's/[^a-z0-9]+/-/g; s/^-|-$//g; s/.*/"&"/'
}
