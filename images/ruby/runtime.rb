# frozen_string_literal: true

# Lambda's Runtime API for Ruby. AWS's own client cannot be had from a package registry everywhere, so this is lambdock's: it loads
# handlers, passes events and reports errors as documented. The texts around them are its own.

require 'json'
require 'net/http'

$stdout.sync = true
$stderr.sync = true

module LambdockRuntime
  # What a function gets as context:
  class Context
    attr_reader :aws_request_id, :invoked_function_arn, :deadline_ms, :identity, :client_context, :tenant_id,
                :function_name, :function_version, :memory_limit_in_mb, :log_group_name, :log_stream_name

    def initialize(request)
      @aws_request_id = request['Lambda-Runtime-Aws-Request-Id']
      @invoked_function_arn = request['Lambda-Runtime-Invoked-Function-Arn']
      @deadline_ms = request['Lambda-Runtime-Deadline-Ms'].to_i
      @identity = parsed(request['Lambda-Runtime-Cognito-Identity'])
      @client_context = parsed(request['Lambda-Runtime-Client-Context'])
      @tenant_id = request['Lambda-Runtime-Aws-Tenant-Id']
      @function_name = ENV['AWS_LAMBDA_FUNCTION_NAME']
      @function_version = ENV['AWS_LAMBDA_FUNCTION_VERSION']
      @memory_limit_in_mb = ENV['AWS_LAMBDA_FUNCTION_MEMORY_SIZE']
      @log_group_name = ENV['AWS_LAMBDA_LOG_GROUP_NAME']
      @log_stream_name = ENV['AWS_LAMBDA_LOG_STREAM_NAME']
    end

    def get_remaining_time_in_millis # rubocop:disable Naming/AccessorMethodName
      [@deadline_ms - (Time.now.to_f * 1000).to_i, 0].max
    end

    private

    def parsed(text)
      JSON.parse(text) unless text.nil? || text.empty?
    end
  end

  # The handler as file.method or file.Module::Class.method
  class Handler
    def initialize(name, main)
      file, *@names, @method = name.split('.')
      raise ArgumentError, "the handler #{name} is not of the form file.method or file.Class.method" if @method.nil? || @names.length > 1

      @main = main
      path = File.join(ENV.fetch('LAMBDA_TASK_ROOT', Dir.pwd), file)
      require(File.file?("#{path}.rb") ? path : file)
    end

    def call(event, context)
      receiver = @names.empty? ? @main : Object.const_get(@names.first)
      receiver.__send__(@method, event: event, context: context)
    end
  end

  # The Runtime API, a connection each time: nothing breaks when the function sleeps long.
  class Api
    def initialize(address)
      @host, port = address.split(':')
      @port = port.to_i
    end

    def next_event
      send_request(Net::HTTP::Get.new("#{BASE}/invocation/next"))
    end

    def response(id, body, type)
      post("invocation/#{id}/response", body, 'Content-Type' => type)
    end

    def error(path, failure)
      post("#{path}/error", JSON.generate(failure), 'Lambda-Runtime-Function-Error-Type' => failure[:errorType])
    end

    private

    BASE = '/2018-06-01/runtime'

    def post(path, body, headers)
      request = Net::HTTP::Post.new("#{BASE}/#{path}", { 'Content-Type' => 'application/json' }.merge(headers))
      request.body = body
      answer = send_request(request)
      puts "The answer was refused with HTTP status #{answer.code}" if answer.code.to_i > 299
    end

    # Neither a proxy of the function's environment nor a second attempt: an event is taken once.
    def send_request(request)
      http = Net::HTTP.new(@host, @port, nil)
      http.read_timeout = nil
      http.max_retries = 0
      http.start { |connection| connection.request(request) }
    end
  end

  # Neither exit nor a signal is an error of the function's.
  PASSED_ON = [SystemExit, SignalException].freeze

  module_function

  def run(name, main)
    api = Api.new(ENV.fetch('AWS_LAMBDA_RUNTIME_API'))
    handler = load_handler(api, name, main)
    loop { invoke(api, handler) }
  end

  def load_handler(api, name, main)
    Handler.new(name, main)
  rescue *PASSED_ON
    raise
  rescue Exception => e # LoadError and SyntaxError are no StandardErrors
    api.error('init', told("Init error when loading handler #{name}", failure_of(e, 'Init')))
    exit! 1
  end

  def invoke(api, handler)
    request = api.next_event
    ENV['_X_AMZN_TRACE_ID'] = request['Lambda-Runtime-Trace-Id']
    id = request['Lambda-Runtime-Aws-Request-Id']
    begin
      body, type = answer_of(handler.call(JSON.parse(request.body), Context.new(request)))
    rescue *PASSED_ON
      raise
    rescue Exception => e
      return api.error("invocation/#{id}", told('Error raised from handler method', failure_of(e, 'Function')))
    end
    api.response(id, body, type)
  end

  def answer_of(result)
    return [result.read, 'application/unknown'] if defined?(StringIO) && result.is_a?(StringIO)

    [JSON.generate(result), 'application/json']
  end

  def failure_of(error, phase)
    own = "#{__FILE__}:"
    stack = (error.backtrace || []).reject { |line| line.start_with?(own) || line.start_with?('<internal:') }
    { errorMessage: error.message.scrub, errorType: "#{phase}<#{error.class}>", stackTrace: stack }
  end

  def told(what, failure)
    puts "#{what}\n#{JSON.generate(failure)}"
    failure
  end
end

LambdockRuntime.run(ARGV.shift, self) if $PROGRAM_NAME == __FILE__
