# Writes a letter: {"name": "Ada", "items": ["tea"]}.
require 'erb'

LETTER = ERB.new(<<~TEXT, trim_mode: '-')
  Dear <%= name %>,
  <%- items.each do |item| -%>
  - <%= item %>
  <%- end -%>
TEXT

def handler(event:, context:)
  name, items = event.values_at('name', 'items')
  puts "writing to #{name}"
  {text: LETTER.result_with_hash(name: name, items: items || [])}
end
