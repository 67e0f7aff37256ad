// @ts-nocheck -- made from lambdock.schema.json by `npm run generate`. Do not edit.
// <stdin>
var validate = validate10, schema11 = { type: "object", "x-expected": "a mapping with the key functions", additionalProperties: !1, required: ["functions"], properties: { version: { const: 1, default: 1 }, name: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", "x-expected": "a name of letters, digits, '.', '_' and '-', beginning with a letter or digit" }, registry: { type: "string", pattern: "^[^\\s/:@]+(:[0-9]+)?(/[^\\s/:@]+)*/?$", "x-expected": "a registry prefix such as public.ecr.aws/lambda, without a scheme", default: "public.ecr.aws/lambda" }, driver: { enum: ["rie", "runtime-api"], "x-expected": "rie or runtime-api", default: "rie" }, stack: { type: "string", pattern: "^([A-Za-z][A-Za-z0-9-]{0,127}|arn:[^\\s]+)$", "x-expected": "the name or ARN of a stack: letters, digits and '-', beginning with a letter" }, layersCache: { type: "string", pattern: "\\S", "x-expected": "the path of a folder" }, layerMap: { type: "object", "x-expected": "a mapping of ARNs to folders or .zip files", propertyNames: { pattern: "^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$", "x-expected": "the ARN of a layer version, such as arn:aws:lambda:eu-west-1:111122223333:layer:shared:7" }, additionalProperties: { type: "string", pattern: "\\S", "x-expected": "the path of a folder or a .zip" } }, runtimes: { type: "object", "x-expected": "a mapping of runtime names to images", propertyNames: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "x-expected": "a name of letters, digits, '.', '_' and '-', beginning with a letter or digit" }, additionalProperties: { type: "object", additionalProperties: !1, required: ["image"], "x-expected": "a mapping with the key image", properties: { image: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as denoland/deno-lambda:2" } } } }, hooks: { type: "string", pattern: "\\S", "x-expected": "the path of a JavaScript module, such as ./lambdock.hooks.mjs" }, endpoints: { type: ["string", "object"], "x-expected": "a URL, or a mapping of services to URLs", pattern: "^https?://\\S+$", propertyNames: { pattern: "^[A-Za-z][A-Za-z0-9_ -]*$", "x-expected": "the name of a service, such as s3, dynamodb or api-gateway, or default" }, additionalProperties: { type: "string", pattern: "^https?://\\S+$", "x-expected": "a URL such as http://localstack:4566" } }, defaults: { type: "object", additionalProperties: !1, properties: { runtime: { $ref: "#/definitions/runtime" }, architecture: { $ref: "#/definitions/architecture" }, timeout: { $ref: "#/definitions/timeout" }, memory: { $ref: "#/definitions/memory" }, layers: { $ref: "#/definitions/layers" }, environment: { $ref: "#/definitions/environment" }, fileSystems: { $ref: "#/definitions/fileSystems" }, ephemeralStorage: { $ref: "#/definitions/ephemeralStorage" }, docker: { $ref: "#/definitions/docker" }, ignore: { $ref: "#/definitions/ignore" }, asynchronous: { $ref: "#/definitions/asynchronous" }, replay: { $ref: "#/definitions/replay" }, redact: { $ref: "#/definitions/redact" } } }, functions: { type: "object", minProperties: 1, "x-expected": "a mapping of at least one function by its name", propertyNames: { pattern: "^[A-Za-z0-9_-]{1,64}$", "x-expected": "a function name of 1 to 64 letters, digits, '_' and '-'" }, additionalProperties: { $ref: "#/definitions/function" } } }, definitions: { function: { type: "object", additionalProperties: !1, properties: { handler: { type: "string", pattern: "^\\S+$", "x-expected": "a handler without blanks, such as index.handler" }, code: { type: "string", pattern: "\\S", "x-expected": "the path of a folder, a .zip or a .jar", default: "." }, runtime: { $ref: "#/definitions/runtime" }, image: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as acme/worker:1.4" }, build: { type: ["string", "object"], "x-expected": "a folder, or a mapping with context, dockerfile, args and target", additionalProperties: !1, properties: { context: { type: "string", pattern: "\\S", "x-expected": "the path of a folder", default: "." }, dockerfile: { type: "string", pattern: "\\S", "x-expected": "the path of a Dockerfile below the context", default: "Dockerfile" }, args: { type: "object", "x-expected": "a mapping of names to values", additionalProperties: { type: ["string", "number", "boolean"], "x-expected": "a text, a number, true or false" } }, target: { type: "string", pattern: "^\\S+$", "x-expected": "the name of a stage of the Dockerfile" } } }, imageConfig: { type: "object", additionalProperties: !1, properties: { command: { $ref: "#/definitions/words" }, entryPoint: { $ref: "#/definitions/words" }, workingDirectory: { type: "string", pattern: "^/", "x-expected": "an absolute path in the image" } } }, baseImage: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as acme/lambda-base:22" }, architecture: { $ref: "#/definitions/architecture" }, timeout: { $ref: "#/definitions/timeout" }, memory: { $ref: "#/definitions/memory" }, layers: { $ref: "#/definitions/layers" }, environment: { $ref: "#/definitions/environment" }, fileSystems: { $ref: "#/definitions/fileSystems" }, ephemeralStorage: { $ref: "#/definitions/ephemeralStorage" }, docker: { $ref: "#/definitions/docker" }, ignore: { $ref: "#/definitions/ignore" }, asynchronous: { $ref: "#/definitions/asynchronous" }, replay: { $ref: "#/definitions/replay" }, redact: { $ref: "#/definitions/redact" } } }, runtime: { type: "string", pattern: "^\\S+$", "x-expected": "a runtime such as nodejs22.x" }, architecture: { enum: ["x86_64", "arm64"], default: "x86_64" }, timeout: { type: "integer", minimum: 1, maximum: 900, "x-expected": "a whole number of seconds from 1 to 900", default: 3 }, memory: { type: "integer", minimum: 128, maximum: 10240, "x-expected": "a whole number of MB from 128 to 10240", default: 128 }, layers: { type: "array", "x-expected": "a list of layers", items: { type: "string", pattern: "\\S", "x-expected": "a folder, a .zip or the ARN of a layer version" } }, environment: { type: "object", "x-expected": "a mapping of variable names to values", propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$", "x-expected": "a variable name of letters, digits and '_', not beginning with a digit" }, additionalProperties: { type: ["string", "number", "boolean", "null"], "x-expected": "a text, a number, true, false or null" } }, ignore: { type: "array", "x-expected": "a list of patterns", items: { type: "string", pattern: "\\S", "x-expected": "a pattern such as *.test.js" } }, fileSystems: { type: "array", "x-expected": "a list of file systems", items: { type: "object", additionalProperties: !1, required: ["mountPath"], "x-expected": "a mapping with mountPath and source", properties: { mountPath: { type: "string", pattern: "^/mnt/[A-Za-z0-9_.-]+$", "x-expected": "a path such as /mnt/data" }, source: { type: "string", pattern: "^[^\\s:][^:]*$", "x-expected": "a folder such as ./data, or the name of a volume" } } } }, ephemeralStorage: { type: "integer", minimum: 512, maximum: 10240, "x-expected": "a whole number of MB from 512 to 10240" }, docker: { type: "object", additionalProperties: !1, properties: { network: { type: "string", pattern: "^\\S+$", "x-expected": "the name of a network" }, extraHosts: { type: "array", "x-expected": "a list of host:address", items: { type: "string", pattern: "^[^\\s:]+:\\S+$", "x-expected": "a name and its address, such as db:10.0.0.5" } }, dns: { $ref: "#/definitions/addresses" }, dnsSearch: { $ref: "#/definitions/words" }, hostname: { type: "string", pattern: "^\\S+$", "x-expected": "a host name" }, mounts: { type: "array", "x-expected": "a list of SRC:DST or SRC:DST:ro", items: { type: "string", pattern: "^[^:]+:/[^:]*(:r[ow])?$", "x-expected": "SRC:DST or SRC:DST:ro, such as ./data:/mnt/data:ro" } }, devices: { type: "array", "x-expected": "a list of devices", items: { type: "string", pattern: "^/[^:]+(:/[^:]+)?(:[rwm]+)?$", "x-expected": "a device such as /dev/kvm, /dev/a:/dev/b or /dev/a:/dev/b:rw" } }, ulimits: { type: "object", "x-expected": "a mapping of limits, such as nofile: 1024", propertyNames: { enum: ["core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack"], "x-expected": "a limit such as nofile, nproc or memlock" }, additionalProperties: { type: ["integer", "object"], minimum: -1, "x-expected": "a whole number (-1: none), or a mapping with soft and hard", additionalProperties: !1, required: ["soft", "hard"], properties: { soft: { type: "integer", minimum: -1, "x-expected": "a whole number, or -1" }, hard: { type: "integer", minimum: -1, "x-expected": "a whole number, or -1" } } } }, sysctls: { type: "object", "x-expected": "a mapping of kernel parameters, such as net.core.somaxconn: 1024", additionalProperties: { type: ["string", "number"], "x-expected": "a text or a number" } }, privileged: { type: "boolean", "x-expected": "true or false" }, capAdd: { $ref: "#/definitions/words" }, capDrop: { $ref: "#/definitions/words" }, securityOpt: { $ref: "#/definitions/words" }, groupAdd: { $ref: "#/definitions/words" }, shmSize: { type: "integer", minimum: 1, "x-expected": "a whole number of MB" }, pidsLimit: { type: "integer", minimum: 1, "x-expected": "a whole number of processes" }, cpus: { type: "number", exclusiveMinimum: 0, "x-expected": "a number of processors, such as 0.5" } } }, asynchronous: { type: "object", additionalProperties: !1, properties: { retries: { type: "integer", minimum: 0, maximum: 2, "x-expected": "a whole number of retries from 0 to 2", default: 2 }, maximumAge: { type: "integer", minimum: 60, maximum: 21600, "x-expected": "a whole number of seconds from 60 to 21600", default: 21600 }, onSuccess: { $ref: "#/definitions/destination" }, onFailure: { $ref: "#/definitions/destination" } } }, destination: { type: "string", pattern: "^\\S+$", "x-expected": "the name of a function of this file, or an ARN" }, redact: { type: "object", additionalProperties: !1, properties: { remove: { $ref: "#/definitions/jsonPaths" }, hash: { $ref: "#/definitions/jsonPaths" }, removePattern: { $ref: "#/definitions/patterns" }, hashPattern: { $ref: "#/definitions/patterns" } } }, patterns: { type: "array", "x-expected": "a list of regular expressions", items: { type: "string", pattern: "\\S", "x-expected": "a regular expression such as [\\w.]+@[\\w.]+" } }, replay: { type: "object", additionalProperties: !1, properties: { ignore: { $ref: "#/definitions/jsonPaths" }, mask: { type: "array", "x-expected": "a list of masks", items: { type: ["string", "object"], pattern: "^(uuid|timestamp|request-id|arn|((uuid|timestamp|request-id|arn):)?\\$.*|/.+/)$", "x-expected": "uuid, timestamp, request-id, arn, a JSON path such as $.id, KIND:PATH, /REGEX/ or a mapping with regex", additionalProperties: !1, required: ["regex"], properties: { regex: { type: "string", pattern: "\\S", "x-expected": "a regular expression such as order-\\d+" }, name: { type: "string", pattern: "^[A-Za-z0-9_-]+$", "x-expected": "a name of letters, digits, '_' and '-'" }, path: { $ref: "#/definitions/jsonPath" } } } }, unordered: { $ref: "#/definitions/jsonPaths" }, parse: { $ref: "#/definitions/jsonPaths" }, tolerance: { type: ["number", "object"], exclusiveMinimum: 0, "x-expected": "a number above zero, or a mapping of JSON paths to numbers", propertyNames: { pattern: "^\\$", "x-expected": "a JSON path such as $.price" }, additionalProperties: { type: "number", exclusiveMinimum: 0, "x-expected": "a number above zero" } } } }, jsonPath: { type: "string", pattern: "^\\$", "x-expected": "a JSON path such as $.id" }, jsonPaths: { type: "array", "x-expected": "a list of JSON paths", items: { $ref: "#/definitions/jsonPath" } }, addresses: { type: "array", minItems: 1, "x-expected": "a list of addresses", items: { type: "string", pattern: "^[0-9A-Fa-f.:]+$", "x-expected": "an IP address" } }, words: { type: "array", minItems: 1, "x-expected": "a list of at least one word", items: { type: "string", "x-expected": "a text" } } } }, schema12 = { type: "string", pattern: "^\\S+$", "x-expected": "a runtime such as nodejs22.x" }, schema13 = { enum: ["x86_64", "arm64"], default: "x86_64" }, schema14 = { type: "integer", minimum: 1, maximum: 900, "x-expected": "a whole number of seconds from 1 to 900", default: 3 }, schema15 = { type: "integer", minimum: 128, maximum: 10240, "x-expected": "a whole number of MB from 128 to 10240", default: 128 }, schema16 = { type: "array", "x-expected": "a list of layers", items: { type: "string", pattern: "\\S", "x-expected": "a folder, a .zip or the ARN of a layer version" } }, schema17 = { type: "object", "x-expected": "a mapping of variable names to values", propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$", "x-expected": "a variable name of letters, digits and '_', not beginning with a digit" }, additionalProperties: { type: ["string", "number", "boolean", "null"], "x-expected": "a text, a number, true, false or null" } }, schema18 = { type: "array", "x-expected": "a list of file systems", items: { type: "object", additionalProperties: !1, required: ["mountPath"], "x-expected": "a mapping with mountPath and source", properties: { mountPath: { type: "string", pattern: "^/mnt/[A-Za-z0-9_.-]+$", "x-expected": "a path such as /mnt/data" }, source: { type: "string", pattern: "^[^\\s:][^:]*$", "x-expected": "a folder such as ./data, or the name of a volume" } } } }, schema19 = { type: "integer", minimum: 512, maximum: 10240, "x-expected": "a whole number of MB from 512 to 10240" }, schema27 = { type: "array", "x-expected": "a list of patterns", items: { type: "string", pattern: "\\S", "x-expected": "a pattern such as *.test.js" } }, func2 = Object.prototype.hasOwnProperty, pattern0 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", "u"), pattern1 = new RegExp("^[^\\s/:@]+(:[0-9]+)?(/[^\\s/:@]+)*/?$", "u"), pattern2 = new RegExp("^([A-Za-z][A-Za-z0-9-]{0,127}|arn:[^\\s]+)$", "u"), pattern3 = new RegExp("\\S", "u"), pattern4 = new RegExp("^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$", "u"), pattern6 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u"), pattern7 = new RegExp("^\\S+$", "u"), pattern9 = new RegExp("^https?://\\S+$", "u"), pattern10 = new RegExp("^[A-Za-z][A-Za-z0-9_ -]*$", "u"), pattern14 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u"), pattern15 = new RegExp("^/mnt/[A-Za-z0-9_.-]+$", "u"), pattern16 = new RegExp("^[^\\s:][^:]*$", "u"), pattern34 = new RegExp("^[A-Za-z0-9_-]{1,64}$", "u"), schema20 = { type: "object", additionalProperties: !1, properties: { network: { type: "string", pattern: "^\\S+$", "x-expected": "the name of a network" }, extraHosts: { type: "array", "x-expected": "a list of host:address", items: { type: "string", pattern: "^[^\\s:]+:\\S+$", "x-expected": "a name and its address, such as db:10.0.0.5" } }, dns: { $ref: "#/definitions/addresses" }, dnsSearch: { $ref: "#/definitions/words" }, hostname: { type: "string", pattern: "^\\S+$", "x-expected": "a host name" }, mounts: { type: "array", "x-expected": "a list of SRC:DST or SRC:DST:ro", items: { type: "string", pattern: "^[^:]+:/[^:]*(:r[ow])?$", "x-expected": "SRC:DST or SRC:DST:ro, such as ./data:/mnt/data:ro" } }, devices: { type: "array", "x-expected": "a list of devices", items: { type: "string", pattern: "^/[^:]+(:/[^:]+)?(:[rwm]+)?$", "x-expected": "a device such as /dev/kvm, /dev/a:/dev/b or /dev/a:/dev/b:rw" } }, ulimits: { type: "object", "x-expected": "a mapping of limits, such as nofile: 1024", propertyNames: { enum: ["core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack"], "x-expected": "a limit such as nofile, nproc or memlock" }, additionalProperties: { type: ["integer", "object"], minimum: -1, "x-expected": "a whole number (-1: none), or a mapping with soft and hard", additionalProperties: !1, required: ["soft", "hard"], properties: { soft: { type: "integer", minimum: -1, "x-expected": "a whole number, or -1" }, hard: { type: "integer", minimum: -1, "x-expected": "a whole number, or -1" } } } }, sysctls: { type: "object", "x-expected": "a mapping of kernel parameters, such as net.core.somaxconn: 1024", additionalProperties: { type: ["string", "number"], "x-expected": "a text or a number" } }, privileged: { type: "boolean", "x-expected": "true or false" }, capAdd: { $ref: "#/definitions/words" }, capDrop: { $ref: "#/definitions/words" }, securityOpt: { $ref: "#/definitions/words" }, groupAdd: { $ref: "#/definitions/words" }, shmSize: { type: "integer", minimum: 1, "x-expected": "a whole number of MB" }, pidsLimit: { type: "integer", minimum: 1, "x-expected": "a whole number of processes" }, cpus: { type: "number", exclusiveMinimum: 0, "x-expected": "a number of processors, such as 0.5" } } }, schema21 = { type: "array", minItems: 1, "x-expected": "a list of addresses", items: { type: "string", pattern: "^[0-9A-Fa-f.:]+$", "x-expected": "an IP address" } }, schema22 = { type: "array", minItems: 1, "x-expected": "a list of at least one word", items: { type: "string", "x-expected": "a text" } }, pattern18 = new RegExp("^[^\\s:]+:\\S+$", "u"), pattern19 = new RegExp("^[0-9A-Fa-f.:]+$", "u"), pattern21 = new RegExp("^[^:]+:/[^:]*(:r[ow])?$", "u"), pattern22 = new RegExp("^/[^:]+(:/[^:]+)?(:[rwm]+)?$", "u");
function validate11(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!func2.call(schema20.properties, key0)) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema20, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.network !== void 0) {
      let data0 = data.network;
      if (typeof data0 == "string") {
        if (!pattern7.test(data0)) {
          let err1 = { instancePath: instancePath + "/network", schemaPath: "#/properties/network/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema20.properties.network, data: data0 };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
      } else {
        let err2 = { instancePath: instancePath + "/network", schemaPath: "#/properties/network/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema20.properties.network.type, parentSchema: schema20.properties.network, data: data0 };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.extraHosts !== void 0) {
      let data1 = data.extraHosts;
      if (Array.isArray(data1)) {
        let len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 == "string") {
            if (!pattern18.test(data2)) {
              let err3 = { instancePath: instancePath + "/extraHosts/" + i0, schemaPath: "#/properties/extraHosts/items/pattern", keyword: "pattern", params: { pattern: "^[^\\s:]+:\\S+$" }, message: 'must match pattern "^[^\\s:]+:\\S+$"', schema: "^[^\\s:]+:\\S+$", parentSchema: schema20.properties.extraHosts.items, data: data2 };
              vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
            }
          } else {
            let err4 = { instancePath: instancePath + "/extraHosts/" + i0, schemaPath: "#/properties/extraHosts/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema20.properties.extraHosts.items.type, parentSchema: schema20.properties.extraHosts.items, data: data2 };
            vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
          }
        }
      } else {
        let err5 = { instancePath: instancePath + "/extraHosts", schemaPath: "#/properties/extraHosts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema20.properties.extraHosts.type, parentSchema: schema20.properties.extraHosts, data: data1 };
        vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
      }
    }
    if (data.dns !== void 0) {
      let data3 = data.dns;
      if (Array.isArray(data3)) {
        if (data3.length < 1) {
          let err6 = { instancePath: instancePath + "/dns", schemaPath: "#/definitions/addresses/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema21, data: data3 };
          vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
        }
        let len1 = data3.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data4 = data3[i1];
          if (typeof data4 == "string") {
            if (!pattern19.test(data4)) {
              let err7 = { instancePath: instancePath + "/dns/" + i1, schemaPath: "#/definitions/addresses/items/pattern", keyword: "pattern", params: { pattern: "^[0-9A-Fa-f.:]+$" }, message: 'must match pattern "^[0-9A-Fa-f.:]+$"', schema: "^[0-9A-Fa-f.:]+$", parentSchema: schema21.items, data: data4 };
              vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
            }
          } else {
            let err8 = { instancePath: instancePath + "/dns/" + i1, schemaPath: "#/definitions/addresses/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.items.type, parentSchema: schema21.items, data: data4 };
            vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
          }
        }
      } else {
        let err9 = { instancePath: instancePath + "/dns", schemaPath: "#/definitions/addresses/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.type, parentSchema: schema21, data: data3 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.dnsSearch !== void 0) {
      let data5 = data.dnsSearch;
      if (Array.isArray(data5)) {
        if (data5.length < 1) {
          let err10 = { instancePath: instancePath + "/dnsSearch", schemaPath: "#/definitions/words/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema22, data: data5 };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
        let len2 = data5.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data6 = data5[i2];
          if (typeof data6 != "string") {
            let err11 = { instancePath: instancePath + "/dnsSearch/" + i2, schemaPath: "#/definitions/words/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.items.type, parentSchema: schema22.items, data: data6 };
            vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
          }
        }
      } else {
        let err12 = { instancePath: instancePath + "/dnsSearch", schemaPath: "#/definitions/words/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema22.type, parentSchema: schema22, data: data5 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
    }
    if (data.hostname !== void 0) {
      let data7 = data.hostname;
      if (typeof data7 == "string") {
        if (!pattern7.test(data7)) {
          let err13 = { instancePath: instancePath + "/hostname", schemaPath: "#/properties/hostname/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema20.properties.hostname, data: data7 };
          vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
        }
      } else {
        let err14 = { instancePath: instancePath + "/hostname", schemaPath: "#/properties/hostname/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema20.properties.hostname.type, parentSchema: schema20.properties.hostname, data: data7 };
        vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
      }
    }
    if (data.mounts !== void 0) {
      let data8 = data.mounts;
      if (Array.isArray(data8)) {
        let len3 = data8.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data9 = data8[i3];
          if (typeof data9 == "string") {
            if (!pattern21.test(data9)) {
              let err15 = { instancePath: instancePath + "/mounts/" + i3, schemaPath: "#/properties/mounts/items/pattern", keyword: "pattern", params: { pattern: "^[^:]+:/[^:]*(:r[ow])?$" }, message: 'must match pattern "^[^:]+:/[^:]*(:r[ow])?$"', schema: "^[^:]+:/[^:]*(:r[ow])?$", parentSchema: schema20.properties.mounts.items, data: data9 };
              vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
            }
          } else {
            let err16 = { instancePath: instancePath + "/mounts/" + i3, schemaPath: "#/properties/mounts/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema20.properties.mounts.items.type, parentSchema: schema20.properties.mounts.items, data: data9 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        }
      } else {
        let err17 = { instancePath: instancePath + "/mounts", schemaPath: "#/properties/mounts/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema20.properties.mounts.type, parentSchema: schema20.properties.mounts, data: data8 };
        vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
      }
    }
    if (data.devices !== void 0) {
      let data10 = data.devices;
      if (Array.isArray(data10)) {
        let len4 = data10.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data11 = data10[i4];
          if (typeof data11 == "string") {
            if (!pattern22.test(data11)) {
              let err18 = { instancePath: instancePath + "/devices/" + i4, schemaPath: "#/properties/devices/items/pattern", keyword: "pattern", params: { pattern: "^/[^:]+(:/[^:]+)?(:[rwm]+)?$" }, message: 'must match pattern "^/[^:]+(:/[^:]+)?(:[rwm]+)?$"', schema: "^/[^:]+(:/[^:]+)?(:[rwm]+)?$", parentSchema: schema20.properties.devices.items, data: data11 };
              vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
            }
          } else {
            let err19 = { instancePath: instancePath + "/devices/" + i4, schemaPath: "#/properties/devices/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema20.properties.devices.items.type, parentSchema: schema20.properties.devices.items, data: data11 };
            vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
          }
        }
      } else {
        let err20 = { instancePath: instancePath + "/devices", schemaPath: "#/properties/devices/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema20.properties.devices.type, parentSchema: schema20.properties.devices, data: data10 };
        vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
      }
    }
    if (data.ulimits !== void 0) {
      let data12 = data.ulimits;
      if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
        for (let key1 in data12) {
          let _errs30 = errors;
          if (!(key1 === "core" || key1 === "cpu" || key1 === "data" || key1 === "fsize" || key1 === "locks" || key1 === "memlock" || key1 === "msgqueue" || key1 === "nice" || key1 === "nofile" || key1 === "nproc" || key1 === "rss" || key1 === "rtprio" || key1 === "rttime" || key1 === "sigpending" || key1 === "stack")) {
            let err21 = { instancePath: instancePath + "/ulimits", schemaPath: "#/properties/ulimits/propertyNames/enum", keyword: "enum", params: { allowedValues: schema20.properties.ulimits.propertyNames.enum }, message: "must be equal to one of the allowed values", schema: schema20.properties.ulimits.propertyNames.enum, parentSchema: schema20.properties.ulimits.propertyNames, data: key1, propertyName: key1 };
            vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
          }
          var valid13 = _errs30 === errors;
          if (!valid13) {
            let err22 = { instancePath: instancePath + "/ulimits", schemaPath: "#/properties/ulimits/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, message: "property name must be valid", schema: schema20.properties.ulimits.propertyNames, parentSchema: schema20.properties.ulimits, data: data12 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
        for (let key2 in data12) {
          let data13 = data12[key2];
          if (!(typeof data13 == "number" && !(data13 % 1) && !isNaN(data13) && isFinite(data13)) && !(data13 && typeof data13 == "object" && !Array.isArray(data13))) {
            let err23 = { instancePath: instancePath + "/ulimits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/ulimits/additionalProperties/type", keyword: "type", params: { type: schema20.properties.ulimits.additionalProperties.type }, message: "must be integer,object", schema: schema20.properties.ulimits.additionalProperties.type, parentSchema: schema20.properties.ulimits.additionalProperties, data: data13 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
          if (typeof data13 == "number" && isFinite(data13) && (data13 < -1 || isNaN(data13))) {
            let err24 = { instancePath: instancePath + "/ulimits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/ulimits/additionalProperties/minimum", keyword: "minimum", params: { comparison: ">=", limit: -1 }, message: "must be >= -1", schema: -1, parentSchema: schema20.properties.ulimits.additionalProperties, data: data13 };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
          if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
            if (data13.soft === void 0) {
              let err25 = { instancePath: instancePath + "/ulimits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/ulimits/additionalProperties/required", keyword: "required", params: { missingProperty: "soft" }, message: "must have required property 'soft'", schema: schema20.properties.ulimits.additionalProperties.required, parentSchema: schema20.properties.ulimits.additionalProperties, data: data13 };
              vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
            }
            if (data13.hard === void 0) {
              let err26 = { instancePath: instancePath + "/ulimits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/ulimits/additionalProperties/required", keyword: "required", params: { missingProperty: "hard" }, message: "must have required property 'hard'", schema: schema20.properties.ulimits.additionalProperties.required, parentSchema: schema20.properties.ulimits.additionalProperties, data: data13 };
              vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
            }
            for (let key3 in data13)
              if (!(key3 === "soft" || key3 === "hard")) {
                let err27 = { instancePath: instancePath + "/ulimits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/ulimits/additionalProperties/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema20.properties.ulimits.additionalProperties, data: data13 };
                vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
              }
            if (data13.soft !== void 0) {
              let data14 = data13.soft;
              if (!(typeof data14 == "number" && !(data14 % 1) && !isNaN(data14) && isFinite(data14))) {
                let err28 = { instancePath: instancePath + "/ulimits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/soft", schemaPath: "#/properties/ulimits/additionalProperties/properties/soft/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema20.properties.ulimits.additionalProperties.properties.soft.type, parentSchema: schema20.properties.ulimits.additionalProperties.properties.soft, data: data14 };
                vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
              }
              if (typeof data14 == "number" && isFinite(data14) && (data14 < -1 || isNaN(data14))) {
                let err29 = { instancePath: instancePath + "/ulimits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/soft", schemaPath: "#/properties/ulimits/additionalProperties/properties/soft/minimum", keyword: "minimum", params: { comparison: ">=", limit: -1 }, message: "must be >= -1", schema: -1, parentSchema: schema20.properties.ulimits.additionalProperties.properties.soft, data: data14 };
                vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
              }
            }
            if (data13.hard !== void 0) {
              let data15 = data13.hard;
              if (!(typeof data15 == "number" && !(data15 % 1) && !isNaN(data15) && isFinite(data15))) {
                let err30 = { instancePath: instancePath + "/ulimits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/hard", schemaPath: "#/properties/ulimits/additionalProperties/properties/hard/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema20.properties.ulimits.additionalProperties.properties.hard.type, parentSchema: schema20.properties.ulimits.additionalProperties.properties.hard, data: data15 };
                vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
              }
              if (typeof data15 == "number" && isFinite(data15) && (data15 < -1 || isNaN(data15))) {
                let err31 = { instancePath: instancePath + "/ulimits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/hard", schemaPath: "#/properties/ulimits/additionalProperties/properties/hard/minimum", keyword: "minimum", params: { comparison: ">=", limit: -1 }, message: "must be >= -1", schema: -1, parentSchema: schema20.properties.ulimits.additionalProperties.properties.hard, data: data15 };
                vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
              }
            }
          }
        }
      } else {
        let err32 = { instancePath: instancePath + "/ulimits", schemaPath: "#/properties/ulimits/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema20.properties.ulimits.type, parentSchema: schema20.properties.ulimits, data: data12 };
        vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
      }
    }
    if (data.sysctls !== void 0) {
      let data16 = data.sysctls;
      if (data16 && typeof data16 == "object" && !Array.isArray(data16))
        for (let key4 in data16) {
          let data17 = data16[key4];
          if (typeof data17 != "string" && !(typeof data17 == "number" && isFinite(data17))) {
            let err33 = { instancePath: instancePath + "/sysctls/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/sysctls/additionalProperties/type", keyword: "type", params: { type: schema20.properties.sysctls.additionalProperties.type }, message: "must be string,number", schema: schema20.properties.sysctls.additionalProperties.type, parentSchema: schema20.properties.sysctls.additionalProperties, data: data17 };
            vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
          }
        }
      else {
        let err34 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema20.properties.sysctls.type, parentSchema: schema20.properties.sysctls, data: data16 };
        vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
      }
    }
    if (data.privileged !== void 0) {
      let data18 = data.privileged;
      if (typeof data18 != "boolean") {
        let err35 = { instancePath: instancePath + "/privileged", schemaPath: "#/properties/privileged/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema20.properties.privileged.type, parentSchema: schema20.properties.privileged, data: data18 };
        vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
      }
    }
    if (data.capAdd !== void 0) {
      let data19 = data.capAdd;
      if (Array.isArray(data19)) {
        if (data19.length < 1) {
          let err36 = { instancePath: instancePath + "/capAdd", schemaPath: "#/definitions/words/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema22, data: data19 };
          vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
        }
        let len5 = data19.length;
        for (let i5 = 0; i5 < len5; i5++) {
          let data20 = data19[i5];
          if (typeof data20 != "string") {
            let err37 = { instancePath: instancePath + "/capAdd/" + i5, schemaPath: "#/definitions/words/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.items.type, parentSchema: schema22.items, data: data20 };
            vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
          }
        }
      } else {
        let err38 = { instancePath: instancePath + "/capAdd", schemaPath: "#/definitions/words/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema22.type, parentSchema: schema22, data: data19 };
        vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
      }
    }
    if (data.capDrop !== void 0) {
      let data21 = data.capDrop;
      if (Array.isArray(data21)) {
        if (data21.length < 1) {
          let err39 = { instancePath: instancePath + "/capDrop", schemaPath: "#/definitions/words/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema22, data: data21 };
          vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
        }
        let len6 = data21.length;
        for (let i6 = 0; i6 < len6; i6++) {
          let data22 = data21[i6];
          if (typeof data22 != "string") {
            let err40 = { instancePath: instancePath + "/capDrop/" + i6, schemaPath: "#/definitions/words/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.items.type, parentSchema: schema22.items, data: data22 };
            vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
          }
        }
      } else {
        let err41 = { instancePath: instancePath + "/capDrop", schemaPath: "#/definitions/words/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema22.type, parentSchema: schema22, data: data21 };
        vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
      }
    }
    if (data.securityOpt !== void 0) {
      let data23 = data.securityOpt;
      if (Array.isArray(data23)) {
        if (data23.length < 1) {
          let err42 = { instancePath: instancePath + "/securityOpt", schemaPath: "#/definitions/words/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema22, data: data23 };
          vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
        }
        let len7 = data23.length;
        for (let i7 = 0; i7 < len7; i7++) {
          let data24 = data23[i7];
          if (typeof data24 != "string") {
            let err43 = { instancePath: instancePath + "/securityOpt/" + i7, schemaPath: "#/definitions/words/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.items.type, parentSchema: schema22.items, data: data24 };
            vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
          }
        }
      } else {
        let err44 = { instancePath: instancePath + "/securityOpt", schemaPath: "#/definitions/words/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema22.type, parentSchema: schema22, data: data23 };
        vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
      }
    }
    if (data.groupAdd !== void 0) {
      let data25 = data.groupAdd;
      if (Array.isArray(data25)) {
        if (data25.length < 1) {
          let err45 = { instancePath: instancePath + "/groupAdd", schemaPath: "#/definitions/words/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema22, data: data25 };
          vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
        }
        let len8 = data25.length;
        for (let i8 = 0; i8 < len8; i8++) {
          let data26 = data25[i8];
          if (typeof data26 != "string") {
            let err46 = { instancePath: instancePath + "/groupAdd/" + i8, schemaPath: "#/definitions/words/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.items.type, parentSchema: schema22.items, data: data26 };
            vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
          }
        }
      } else {
        let err47 = { instancePath: instancePath + "/groupAdd", schemaPath: "#/definitions/words/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema22.type, parentSchema: schema22, data: data25 };
        vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
      }
    }
    if (data.shmSize !== void 0) {
      let data27 = data.shmSize;
      if (!(typeof data27 == "number" && !(data27 % 1) && !isNaN(data27) && isFinite(data27))) {
        let err48 = { instancePath: instancePath + "/shmSize", schemaPath: "#/properties/shmSize/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema20.properties.shmSize.type, parentSchema: schema20.properties.shmSize, data: data27 };
        vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
      }
      if (typeof data27 == "number" && isFinite(data27) && (data27 < 1 || isNaN(data27))) {
        let err49 = { instancePath: instancePath + "/shmSize", schemaPath: "#/properties/shmSize/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema20.properties.shmSize, data: data27 };
        vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
      }
    }
    if (data.pidsLimit !== void 0) {
      let data28 = data.pidsLimit;
      if (!(typeof data28 == "number" && !(data28 % 1) && !isNaN(data28) && isFinite(data28))) {
        let err50 = { instancePath: instancePath + "/pidsLimit", schemaPath: "#/properties/pidsLimit/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema20.properties.pidsLimit.type, parentSchema: schema20.properties.pidsLimit, data: data28 };
        vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
      }
      if (typeof data28 == "number" && isFinite(data28) && (data28 < 1 || isNaN(data28))) {
        let err51 = { instancePath: instancePath + "/pidsLimit", schemaPath: "#/properties/pidsLimit/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema20.properties.pidsLimit, data: data28 };
        vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
      }
    }
    if (data.cpus !== void 0) {
      let data29 = data.cpus;
      if (typeof data29 == "number" && isFinite(data29)) {
        if (data29 <= 0 || isNaN(data29)) {
          let err52 = { instancePath: instancePath + "/cpus", schemaPath: "#/properties/cpus/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema20.properties.cpus, data: data29 };
          vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
        }
      } else {
        let err53 = { instancePath: instancePath + "/cpus", schemaPath: "#/properties/cpus/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema20.properties.cpus.type, parentSchema: schema20.properties.cpus, data: data29 };
        vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
      }
    }
  } else {
    let err54 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema20.type, parentSchema: schema20, data };
    vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
  }
  return validate11.errors = vErrors, errors === 0;
}
var schema28 = { type: "object", additionalProperties: !1, properties: { retries: { type: "integer", minimum: 0, maximum: 2, "x-expected": "a whole number of retries from 0 to 2", default: 2 }, maximumAge: { type: "integer", minimum: 60, maximum: 21600, "x-expected": "a whole number of seconds from 60 to 21600", default: 21600 }, onSuccess: { $ref: "#/definitions/destination" }, onFailure: { $ref: "#/definitions/destination" } } }, schema29 = { type: "string", pattern: "^\\S+$", "x-expected": "the name of a function of this file, or an ARN" };
function validate13(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!(key0 === "retries" || key0 === "maximumAge" || key0 === "onSuccess" || key0 === "onFailure")) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema28, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.retries !== void 0) {
      let data0 = data.retries;
      if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
        let err1 = { instancePath: instancePath + "/retries", schemaPath: "#/properties/retries/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema28.properties.retries.type, parentSchema: schema28.properties.retries, data: data0 };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 2 || isNaN(data0)) {
          let err2 = { instancePath: instancePath + "/retries", schemaPath: "#/properties/retries/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2 }, message: "must be <= 2", schema: 2, parentSchema: schema28.properties.retries, data: data0 };
          vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          let err3 = { instancePath: instancePath + "/retries", schemaPath: "#/properties/retries/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema28.properties.retries, data: data0 };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      }
    }
    if (data.maximumAge !== void 0) {
      let data1 = data.maximumAge;
      if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
        let err4 = { instancePath: instancePath + "/maximumAge", schemaPath: "#/properties/maximumAge/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema28.properties.maximumAge.type, parentSchema: schema28.properties.maximumAge, data: data1 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 21600 || isNaN(data1)) {
          let err5 = { instancePath: instancePath + "/maximumAge", schemaPath: "#/properties/maximumAge/maximum", keyword: "maximum", params: { comparison: "<=", limit: 21600 }, message: "must be <= 21600", schema: 21600, parentSchema: schema28.properties.maximumAge, data: data1 };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
        if (data1 < 60 || isNaN(data1)) {
          let err6 = { instancePath: instancePath + "/maximumAge", schemaPath: "#/properties/maximumAge/minimum", keyword: "minimum", params: { comparison: ">=", limit: 60 }, message: "must be >= 60", schema: 60, parentSchema: schema28.properties.maximumAge, data: data1 };
          vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
        }
      }
    }
    if (data.onSuccess !== void 0) {
      let data2 = data.onSuccess;
      if (typeof data2 == "string") {
        if (!pattern7.test(data2)) {
          let err7 = { instancePath: instancePath + "/onSuccess", schemaPath: "#/definitions/destination/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema29, data: data2 };
          vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
        }
      } else {
        let err8 = { instancePath: instancePath + "/onSuccess", schemaPath: "#/definitions/destination/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.type, parentSchema: schema29, data: data2 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.onFailure !== void 0) {
      let data3 = data.onFailure;
      if (typeof data3 == "string") {
        if (!pattern7.test(data3)) {
          let err9 = { instancePath: instancePath + "/onFailure", schemaPath: "#/definitions/destination/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema29, data: data3 };
          vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
        }
      } else {
        let err10 = { instancePath: instancePath + "/onFailure", schemaPath: "#/definitions/destination/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema29.type, parentSchema: schema29, data: data3 };
        vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
      }
    }
  } else {
    let err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema28.type, parentSchema: schema28, data };
    vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
  }
  return validate13.errors = vErrors, errors === 0;
}
var schema31 = { type: "object", additionalProperties: !1, properties: { ignore: { $ref: "#/definitions/jsonPaths" }, mask: { type: "array", "x-expected": "a list of masks", items: { type: ["string", "object"], pattern: "^(uuid|timestamp|request-id|arn|((uuid|timestamp|request-id|arn):)?\\$.*|/.+/)$", "x-expected": "uuid, timestamp, request-id, arn, a JSON path such as $.id, KIND:PATH, /REGEX/ or a mapping with regex", additionalProperties: !1, required: ["regex"], properties: { regex: { type: "string", pattern: "\\S", "x-expected": "a regular expression such as order-\\d+" }, name: { type: "string", pattern: "^[A-Za-z0-9_-]+$", "x-expected": "a name of letters, digits, '_' and '-'" }, path: { $ref: "#/definitions/jsonPath" } } } }, unordered: { $ref: "#/definitions/jsonPaths" }, parse: { $ref: "#/definitions/jsonPaths" }, tolerance: { type: ["number", "object"], exclusiveMinimum: 0, "x-expected": "a number above zero, or a mapping of JSON paths to numbers", propertyNames: { pattern: "^\\$", "x-expected": "a JSON path such as $.price" }, additionalProperties: { type: "number", exclusiveMinimum: 0, "x-expected": "a number above zero" } } } }, schema33 = { type: "string", pattern: "^\\$", "x-expected": "a JSON path such as $.id" }, schema32 = { type: "array", "x-expected": "a list of JSON paths", items: { $ref: "#/definitions/jsonPath" } }, pattern26 = new RegExp("^\\$", "u");
function validate16(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (Array.isArray(data)) {
    let len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 == "string") {
        if (!pattern26.test(data0)) {
          let err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/definitions/jsonPath/pattern", keyword: "pattern", params: { pattern: "^\\$" }, message: 'must match pattern "^\\$"', schema: "^\\$", parentSchema: schema33, data: data0 };
          vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
        }
      } else {
        let err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/definitions/jsonPath/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data0 };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    }
  } else {
    let err2 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema32.type, parentSchema: schema32, data };
    vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
  }
  return validate16.errors = vErrors, errors === 0;
}
var pattern27 = new RegExp("^(uuid|timestamp|request-id|arn|((uuid|timestamp|request-id|arn):)?\\$.*|/.+/)$", "u"), pattern29 = new RegExp("^[A-Za-z0-9_-]+$", "u");
function validate15(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!(key0 === "ignore" || key0 === "mask" || key0 === "unordered" || key0 === "parse" || key0 === "tolerance")) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema31, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.ignore !== void 0 && (validate16(data.ignore, { instancePath: instancePath + "/ignore", parentData: data, parentDataProperty: "ignore", rootData }) || (vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors), errors = vErrors.length)), data.mask !== void 0) {
      let data1 = data.mask;
      if (Array.isArray(data1)) {
        let len0 = data1.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (typeof data2 != "string" && !(data2 && typeof data2 == "object" && !Array.isArray(data2))) {
            let err1 = { instancePath: instancePath + "/mask/" + i0, schemaPath: "#/properties/mask/items/type", keyword: "type", params: { type: schema31.properties.mask.items.type }, message: "must be string,object", schema: schema31.properties.mask.items.type, parentSchema: schema31.properties.mask.items, data: data2 };
            vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
          }
          if (typeof data2 == "string" && !pattern27.test(data2)) {
            let err2 = { instancePath: instancePath + "/mask/" + i0, schemaPath: "#/properties/mask/items/pattern", keyword: "pattern", params: { pattern: "^(uuid|timestamp|request-id|arn|((uuid|timestamp|request-id|arn):)?\\$.*|/.+/)$" }, message: 'must match pattern "^(uuid|timestamp|request-id|arn|((uuid|timestamp|request-id|arn):)?\\$.*|/.+/)$"', schema: "^(uuid|timestamp|request-id|arn|((uuid|timestamp|request-id|arn):)?\\$.*|/.+/)$", parentSchema: schema31.properties.mask.items, data: data2 };
            vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
          }
          if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
            if (data2.regex === void 0) {
              let err3 = { instancePath: instancePath + "/mask/" + i0, schemaPath: "#/properties/mask/items/required", keyword: "required", params: { missingProperty: "regex" }, message: "must have required property 'regex'", schema: schema31.properties.mask.items.required, parentSchema: schema31.properties.mask.items, data: data2 };
              vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
            }
            for (let key1 in data2)
              if (!(key1 === "regex" || key1 === "name" || key1 === "path")) {
                let err4 = { instancePath: instancePath + "/mask/" + i0, schemaPath: "#/properties/mask/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema31.properties.mask.items, data: data2 };
                vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
              }
            if (data2.regex !== void 0) {
              let data3 = data2.regex;
              if (typeof data3 == "string") {
                if (!pattern3.test(data3)) {
                  let err5 = { instancePath: instancePath + "/mask/" + i0 + "/regex", schemaPath: "#/properties/mask/items/properties/regex/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema31.properties.mask.items.properties.regex, data: data3 };
                  vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
                }
              } else {
                let err6 = { instancePath: instancePath + "/mask/" + i0 + "/regex", schemaPath: "#/properties/mask/items/properties/regex/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.mask.items.properties.regex.type, parentSchema: schema31.properties.mask.items.properties.regex, data: data3 };
                vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
              }
            }
            if (data2.name !== void 0) {
              let data4 = data2.name;
              if (typeof data4 == "string") {
                if (!pattern29.test(data4)) {
                  let err7 = { instancePath: instancePath + "/mask/" + i0 + "/name", schemaPath: "#/properties/mask/items/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_-]+$" }, message: 'must match pattern "^[A-Za-z0-9_-]+$"', schema: "^[A-Za-z0-9_-]+$", parentSchema: schema31.properties.mask.items.properties.name, data: data4 };
                  vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
                }
              } else {
                let err8 = { instancePath: instancePath + "/mask/" + i0 + "/name", schemaPath: "#/properties/mask/items/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.mask.items.properties.name.type, parentSchema: schema31.properties.mask.items.properties.name, data: data4 };
                vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
              }
            }
            if (data2.path !== void 0) {
              let data5 = data2.path;
              if (typeof data5 == "string") {
                if (!pattern26.test(data5)) {
                  let err9 = { instancePath: instancePath + "/mask/" + i0 + "/path", schemaPath: "#/definitions/jsonPath/pattern", keyword: "pattern", params: { pattern: "^\\$" }, message: 'must match pattern "^\\$"', schema: "^\\$", parentSchema: schema33, data: data5 };
                  vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
                }
              } else {
                let err10 = { instancePath: instancePath + "/mask/" + i0 + "/path", schemaPath: "#/definitions/jsonPath/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data5 };
                vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
              }
            }
          }
        }
      } else {
        let err11 = { instancePath: instancePath + "/mask", schemaPath: "#/properties/mask/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.mask.type, parentSchema: schema31.properties.mask, data: data1 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.unordered !== void 0 && (validate16(data.unordered, { instancePath: instancePath + "/unordered", parentData: data, parentDataProperty: "unordered", rootData }) || (vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors), errors = vErrors.length)), data.parse !== void 0 && (validate16(data.parse, { instancePath: instancePath + "/parse", parentData: data, parentDataProperty: "parse", rootData }) || (vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors), errors = vErrors.length)), data.tolerance !== void 0) {
      let data8 = data.tolerance;
      if (!(typeof data8 == "number" && isFinite(data8)) && !(data8 && typeof data8 == "object" && !Array.isArray(data8))) {
        let err12 = { instancePath: instancePath + "/tolerance", schemaPath: "#/properties/tolerance/type", keyword: "type", params: { type: schema31.properties.tolerance.type }, message: "must be number,object", schema: schema31.properties.tolerance.type, parentSchema: schema31.properties.tolerance, data: data8 };
        vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
      }
      if (typeof data8 == "number" && isFinite(data8) && (data8 <= 0 || isNaN(data8))) {
        let err13 = { instancePath: instancePath + "/tolerance", schemaPath: "#/properties/tolerance/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema31.properties.tolerance, data: data8 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (let key2 in data8) {
          let _errs19 = errors;
          if (typeof key2 == "string" && !pattern26.test(key2)) {
            let err14 = { instancePath: instancePath + "/tolerance", schemaPath: "#/properties/tolerance/propertyNames/pattern", keyword: "pattern", params: { pattern: "^\\$" }, message: 'must match pattern "^\\$"', schema: "^\\$", parentSchema: schema31.properties.tolerance.propertyNames, data: key2, propertyName: key2 };
            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
          }
          var valid5 = _errs19 === errors;
          if (!valid5) {
            let err15 = { instancePath: instancePath + "/tolerance", schemaPath: "#/properties/tolerance/propertyNames", keyword: "propertyNames", params: { propertyName: key2 }, message: "property name must be valid", schema: schema31.properties.tolerance.propertyNames, parentSchema: schema31.properties.tolerance, data: data8 };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
        for (let key3 in data8) {
          let data9 = data8[key3];
          if (typeof data9 == "number" && isFinite(data9)) {
            if (data9 <= 0 || isNaN(data9)) {
              let err16 = { instancePath: instancePath + "/tolerance/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/tolerance/additionalProperties/exclusiveMinimum", keyword: "exclusiveMinimum", params: { comparison: ">", limit: 0 }, message: "must be > 0", schema: 0, parentSchema: schema31.properties.tolerance.additionalProperties, data: data9 };
              vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
            }
          } else {
            let err17 = { instancePath: instancePath + "/tolerance/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/tolerance/additionalProperties/type", keyword: "type", params: { type: "number" }, message: "must be number", schema: schema31.properties.tolerance.additionalProperties.type, parentSchema: schema31.properties.tolerance.additionalProperties, data: data9 };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
        }
      }
    }
  } else {
    let err18 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
  }
  return validate15.errors = vErrors, errors === 0;
}
var schema35 = { type: "object", additionalProperties: !1, properties: { remove: { $ref: "#/definitions/jsonPaths" }, hash: { $ref: "#/definitions/jsonPaths" }, removePattern: { $ref: "#/definitions/patterns" }, hashPattern: { $ref: "#/definitions/patterns" } } }, schema36 = { type: "array", "x-expected": "a list of regular expressions", items: { type: "string", pattern: "\\S", "x-expected": "a regular expression such as [\\w.]+@[\\w.]+" } };
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!(key0 === "remove" || key0 === "hash" || key0 === "removePattern" || key0 === "hashPattern")) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema35, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.remove !== void 0 && (validate16(data.remove, { instancePath: instancePath + "/remove", parentData: data, parentDataProperty: "remove", rootData }) || (vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors), errors = vErrors.length)), data.hash !== void 0 && (validate16(data.hash, { instancePath: instancePath + "/hash", parentData: data, parentDataProperty: "hash", rootData }) || (vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors), errors = vErrors.length)), data.removePattern !== void 0) {
      let data2 = data.removePattern;
      if (Array.isArray(data2)) {
        let len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data3 = data2[i0];
          if (typeof data3 == "string") {
            if (!pattern3.test(data3)) {
              let err1 = { instancePath: instancePath + "/removePattern/" + i0, schemaPath: "#/definitions/patterns/items/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema36.items, data: data3 };
              vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
            }
          } else {
            let err2 = { instancePath: instancePath + "/removePattern/" + i0, schemaPath: "#/definitions/patterns/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.items.type, parentSchema: schema36.items, data: data3 };
            vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
          }
        }
      } else {
        let err3 = { instancePath: instancePath + "/removePattern", schemaPath: "#/definitions/patterns/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.type, parentSchema: schema36, data: data2 };
        vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
      }
    }
    if (data.hashPattern !== void 0) {
      let data4 = data.hashPattern;
      if (Array.isArray(data4)) {
        let len1 = data4.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data5 = data4[i1];
          if (typeof data5 == "string") {
            if (!pattern3.test(data5)) {
              let err4 = { instancePath: instancePath + "/hashPattern/" + i1, schemaPath: "#/definitions/patterns/items/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema36.items, data: data5 };
              vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
            }
          } else {
            let err5 = { instancePath: instancePath + "/hashPattern/" + i1, schemaPath: "#/definitions/patterns/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.items.type, parentSchema: schema36.items, data: data5 };
            vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
          }
        }
      } else {
        let err6 = { instancePath: instancePath + "/hashPattern", schemaPath: "#/definitions/patterns/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema36.type, parentSchema: schema36, data: data4 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
  } else {
    let err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema35.type, parentSchema: schema35, data };
    vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
  }
  return validate21.errors = vErrors, errors === 0;
}
var schema38 = { type: "object", additionalProperties: !1, properties: { handler: { type: "string", pattern: "^\\S+$", "x-expected": "a handler without blanks, such as index.handler" }, code: { type: "string", pattern: "\\S", "x-expected": "the path of a folder, a .zip or a .jar", default: "." }, runtime: { $ref: "#/definitions/runtime" }, image: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as acme/worker:1.4" }, build: { type: ["string", "object"], "x-expected": "a folder, or a mapping with context, dockerfile, args and target", additionalProperties: !1, properties: { context: { type: "string", pattern: "\\S", "x-expected": "the path of a folder", default: "." }, dockerfile: { type: "string", pattern: "\\S", "x-expected": "the path of a Dockerfile below the context", default: "Dockerfile" }, args: { type: "object", "x-expected": "a mapping of names to values", additionalProperties: { type: ["string", "number", "boolean"], "x-expected": "a text, a number, true or false" } }, target: { type: "string", pattern: "^\\S+$", "x-expected": "the name of a stage of the Dockerfile" } } }, imageConfig: { type: "object", additionalProperties: !1, properties: { command: { $ref: "#/definitions/words" }, entryPoint: { $ref: "#/definitions/words" }, workingDirectory: { type: "string", pattern: "^/", "x-expected": "an absolute path in the image" } } }, baseImage: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as acme/lambda-base:22" }, architecture: { $ref: "#/definitions/architecture" }, timeout: { $ref: "#/definitions/timeout" }, memory: { $ref: "#/definitions/memory" }, layers: { $ref: "#/definitions/layers" }, environment: { $ref: "#/definitions/environment" }, fileSystems: { $ref: "#/definitions/fileSystems" }, ephemeralStorage: { $ref: "#/definitions/ephemeralStorage" }, docker: { $ref: "#/definitions/docker" }, ignore: { $ref: "#/definitions/ignore" }, asynchronous: { $ref: "#/definitions/asynchronous" }, replay: { $ref: "#/definitions/replay" }, redact: { $ref: "#/definitions/redact" } } }, pattern42 = new RegExp("^/", "u");
function validate25(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!func2.call(schema38.properties, key0)) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema38, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.handler !== void 0) {
      let data0 = data.handler;
      if (typeof data0 == "string") {
        if (!pattern7.test(data0)) {
          let err1 = { instancePath: instancePath + "/handler", schemaPath: "#/properties/handler/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema38.properties.handler, data: data0 };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
      } else {
        let err2 = { instancePath: instancePath + "/handler", schemaPath: "#/properties/handler/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.handler.type, parentSchema: schema38.properties.handler, data: data0 };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.code !== void 0) {
      let data1 = data.code;
      if (typeof data1 == "string") {
        if (!pattern3.test(data1)) {
          let err3 = { instancePath: instancePath + "/code", schemaPath: "#/properties/code/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema38.properties.code, data: data1 };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      } else {
        let err4 = { instancePath: instancePath + "/code", schemaPath: "#/properties/code/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.code.type, parentSchema: schema38.properties.code, data: data1 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.runtime !== void 0) {
      let data2 = data.runtime;
      if (typeof data2 == "string") {
        if (!pattern7.test(data2)) {
          let err5 = { instancePath: instancePath + "/runtime", schemaPath: "#/definitions/runtime/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema12, data: data2 };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
      } else {
        let err6 = { instancePath: instancePath + "/runtime", schemaPath: "#/definitions/runtime/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.type, parentSchema: schema12, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.image !== void 0) {
      let data3 = data.image;
      if (typeof data3 == "string") {
        if (!pattern7.test(data3)) {
          let err7 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema38.properties.image, data: data3 };
          vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
        }
      } else {
        let err8 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.image.type, parentSchema: schema38.properties.image, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.build !== void 0) {
      let data4 = data.build;
      if (typeof data4 != "string" && !(data4 && typeof data4 == "object" && !Array.isArray(data4))) {
        let err9 = { instancePath: instancePath + "/build", schemaPath: "#/properties/build/type", keyword: "type", params: { type: schema38.properties.build.type }, message: "must be string,object", schema: schema38.properties.build.type, parentSchema: schema38.properties.build, data: data4 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        for (let key1 in data4)
          if (!(key1 === "context" || key1 === "dockerfile" || key1 === "args" || key1 === "target")) {
            let err10 = { instancePath: instancePath + "/build", schemaPath: "#/properties/build/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema38.properties.build, data: data4 };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data4.context !== void 0) {
          let data5 = data4.context;
          if (typeof data5 == "string") {
            if (!pattern3.test(data5)) {
              let err11 = { instancePath: instancePath + "/build/context", schemaPath: "#/properties/build/properties/context/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema38.properties.build.properties.context, data: data5 };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
          } else {
            let err12 = { instancePath: instancePath + "/build/context", schemaPath: "#/properties/build/properties/context/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.build.properties.context.type, parentSchema: schema38.properties.build.properties.context, data: data5 };
            vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
          }
        }
        if (data4.dockerfile !== void 0) {
          let data6 = data4.dockerfile;
          if (typeof data6 == "string") {
            if (!pattern3.test(data6)) {
              let err13 = { instancePath: instancePath + "/build/dockerfile", schemaPath: "#/properties/build/properties/dockerfile/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema38.properties.build.properties.dockerfile, data: data6 };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
          } else {
            let err14 = { instancePath: instancePath + "/build/dockerfile", schemaPath: "#/properties/build/properties/dockerfile/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.build.properties.dockerfile.type, parentSchema: schema38.properties.build.properties.dockerfile, data: data6 };
            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
          }
        }
        if (data4.args !== void 0) {
          let data7 = data4.args;
          if (data7 && typeof data7 == "object" && !Array.isArray(data7))
            for (let key2 in data7) {
              let data8 = data7[key2];
              if (typeof data8 != "string" && !(typeof data8 == "number" && isFinite(data8)) && typeof data8 != "boolean") {
                let err15 = { instancePath: instancePath + "/build/args/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/build/properties/args/additionalProperties/type", keyword: "type", params: { type: schema38.properties.build.properties.args.additionalProperties.type }, message: "must be string,number,boolean", schema: schema38.properties.build.properties.args.additionalProperties.type, parentSchema: schema38.properties.build.properties.args.additionalProperties, data: data8 };
                vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
              }
            }
          else {
            let err16 = { instancePath: instancePath + "/build/args", schemaPath: "#/properties/build/properties/args/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema38.properties.build.properties.args.type, parentSchema: schema38.properties.build.properties.args, data: data7 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        }
        if (data4.target !== void 0) {
          let data9 = data4.target;
          if (typeof data9 == "string") {
            if (!pattern7.test(data9)) {
              let err17 = { instancePath: instancePath + "/build/target", schemaPath: "#/properties/build/properties/target/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema38.properties.build.properties.target, data: data9 };
              vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
            }
          } else {
            let err18 = { instancePath: instancePath + "/build/target", schemaPath: "#/properties/build/properties/target/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.build.properties.target.type, parentSchema: schema38.properties.build.properties.target, data: data9 };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
        }
      }
    }
    if (data.imageConfig !== void 0) {
      let data10 = data.imageConfig;
      if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
        for (let key3 in data10)
          if (!(key3 === "command" || key3 === "entryPoint" || key3 === "workingDirectory")) {
            let err19 = { instancePath: instancePath + "/imageConfig", schemaPath: "#/properties/imageConfig/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema38.properties.imageConfig, data: data10 };
            vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
          }
        if (data10.command !== void 0) {
          let data11 = data10.command;
          if (Array.isArray(data11)) {
            if (data11.length < 1) {
              let err20 = { instancePath: instancePath + "/imageConfig/command", schemaPath: "#/definitions/words/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema22, data: data11 };
              vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
            }
            let len0 = data11.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data12 = data11[i0];
              if (typeof data12 != "string") {
                let err21 = { instancePath: instancePath + "/imageConfig/command/" + i0, schemaPath: "#/definitions/words/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.items.type, parentSchema: schema22.items, data: data12 };
                vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
              }
            }
          } else {
            let err22 = { instancePath: instancePath + "/imageConfig/command", schemaPath: "#/definitions/words/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema22.type, parentSchema: schema22, data: data11 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
        if (data10.entryPoint !== void 0) {
          let data13 = data10.entryPoint;
          if (Array.isArray(data13)) {
            if (data13.length < 1) {
              let err23 = { instancePath: instancePath + "/imageConfig/entryPoint", schemaPath: "#/definitions/words/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema22, data: data13 };
              vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
            }
            let len1 = data13.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data14 = data13[i1];
              if (typeof data14 != "string") {
                let err24 = { instancePath: instancePath + "/imageConfig/entryPoint/" + i1, schemaPath: "#/definitions/words/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema22.items.type, parentSchema: schema22.items, data: data14 };
                vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
              }
            }
          } else {
            let err25 = { instancePath: instancePath + "/imageConfig/entryPoint", schemaPath: "#/definitions/words/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema22.type, parentSchema: schema22, data: data13 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
        }
        if (data10.workingDirectory !== void 0) {
          let data15 = data10.workingDirectory;
          if (typeof data15 == "string") {
            if (!pattern42.test(data15)) {
              let err26 = { instancePath: instancePath + "/imageConfig/workingDirectory", schemaPath: "#/properties/imageConfig/properties/workingDirectory/pattern", keyword: "pattern", params: { pattern: "^/" }, message: 'must match pattern "^/"', schema: "^/", parentSchema: schema38.properties.imageConfig.properties.workingDirectory, data: data15 };
              vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
            }
          } else {
            let err27 = { instancePath: instancePath + "/imageConfig/workingDirectory", schemaPath: "#/properties/imageConfig/properties/workingDirectory/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.imageConfig.properties.workingDirectory.type, parentSchema: schema38.properties.imageConfig.properties.workingDirectory, data: data15 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
      } else {
        let err28 = { instancePath: instancePath + "/imageConfig", schemaPath: "#/properties/imageConfig/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema38.properties.imageConfig.type, parentSchema: schema38.properties.imageConfig, data: data10 };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
    if (data.baseImage !== void 0) {
      let data16 = data.baseImage;
      if (typeof data16 == "string") {
        if (!pattern7.test(data16)) {
          let err29 = { instancePath: instancePath + "/baseImage", schemaPath: "#/properties/baseImage/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema38.properties.baseImage, data: data16 };
          vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
        }
      } else {
        let err30 = { instancePath: instancePath + "/baseImage", schemaPath: "#/properties/baseImage/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.properties.baseImage.type, parentSchema: schema38.properties.baseImage, data: data16 };
        vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
      }
    }
    if (data.architecture !== void 0) {
      let data17 = data.architecture;
      if (!(data17 === "x86_64" || data17 === "arm64")) {
        let err31 = { instancePath: instancePath + "/architecture", schemaPath: "#/definitions/architecture/enum", keyword: "enum", params: { allowedValues: schema13.enum }, message: "must be equal to one of the allowed values", schema: schema13.enum, parentSchema: schema13, data: data17 };
        vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
      }
    }
    if (data.timeout !== void 0) {
      let data18 = data.timeout;
      if (!(typeof data18 == "number" && !(data18 % 1) && !isNaN(data18) && isFinite(data18))) {
        let err32 = { instancePath: instancePath + "/timeout", schemaPath: "#/definitions/timeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema14.type, parentSchema: schema14, data: data18 };
        vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
      }
      if (typeof data18 == "number" && isFinite(data18)) {
        if (data18 > 900 || isNaN(data18)) {
          let err33 = { instancePath: instancePath + "/timeout", schemaPath: "#/definitions/timeout/maximum", keyword: "maximum", params: { comparison: "<=", limit: 900 }, message: "must be <= 900", schema: 900, parentSchema: schema14, data: data18 };
          vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
        }
        if (data18 < 1 || isNaN(data18)) {
          let err34 = { instancePath: instancePath + "/timeout", schemaPath: "#/definitions/timeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema14, data: data18 };
          vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
        }
      }
    }
    if (data.memory !== void 0) {
      let data19 = data.memory;
      if (!(typeof data19 == "number" && !(data19 % 1) && !isNaN(data19) && isFinite(data19))) {
        let err35 = { instancePath: instancePath + "/memory", schemaPath: "#/definitions/memory/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema15.type, parentSchema: schema15, data: data19 };
        vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
      }
      if (typeof data19 == "number" && isFinite(data19)) {
        if (data19 > 10240 || isNaN(data19)) {
          let err36 = { instancePath: instancePath + "/memory", schemaPath: "#/definitions/memory/maximum", keyword: "maximum", params: { comparison: "<=", limit: 10240 }, message: "must be <= 10240", schema: 10240, parentSchema: schema15, data: data19 };
          vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
        }
        if (data19 < 128 || isNaN(data19)) {
          let err37 = { instancePath: instancePath + "/memory", schemaPath: "#/definitions/memory/minimum", keyword: "minimum", params: { comparison: ">=", limit: 128 }, message: "must be >= 128", schema: 128, parentSchema: schema15, data: data19 };
          vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
        }
      }
    }
    if (data.layers !== void 0) {
      let data20 = data.layers;
      if (Array.isArray(data20)) {
        let len2 = data20.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data21 = data20[i2];
          if (typeof data21 == "string") {
            if (!pattern3.test(data21)) {
              let err38 = { instancePath: instancePath + "/layers/" + i2, schemaPath: "#/definitions/layers/items/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema16.items, data: data21 };
              vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
            }
          } else {
            let err39 = { instancePath: instancePath + "/layers/" + i2, schemaPath: "#/definitions/layers/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.items.type, parentSchema: schema16.items, data: data21 };
            vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
          }
        }
      } else {
        let err40 = { instancePath: instancePath + "/layers", schemaPath: "#/definitions/layers/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema16.type, parentSchema: schema16, data: data20 };
        vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
      }
    }
    if (data.environment !== void 0) {
      let data22 = data.environment;
      if (data22 && typeof data22 == "object" && !Array.isArray(data22)) {
        for (let key4 in data22) {
          let _errs58 = errors;
          if (typeof key4 == "string" && !pattern14.test(key4)) {
            let err41 = { instancePath: instancePath + "/environment", schemaPath: "#/definitions/environment/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }, message: 'must match pattern "^[A-Za-z_][A-Za-z0-9_]*$"', schema: "^[A-Za-z_][A-Za-z0-9_]*$", parentSchema: schema17.propertyNames, data: key4, propertyName: key4 };
            vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
          }
          var valid18 = _errs58 === errors;
          if (!valid18) {
            let err42 = { instancePath: instancePath + "/environment", schemaPath: "#/definitions/environment/propertyNames", keyword: "propertyNames", params: { propertyName: key4 }, message: "property name must be valid", schema: schema17.propertyNames, parentSchema: schema17, data: data22 };
            vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
          }
        }
        for (let key5 in data22) {
          let data23 = data22[key5];
          if (typeof data23 != "string" && !(typeof data23 == "number" && isFinite(data23)) && typeof data23 != "boolean" && data23 !== null) {
            let err43 = { instancePath: instancePath + "/environment/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/definitions/environment/additionalProperties/type", keyword: "type", params: { type: schema17.additionalProperties.type }, message: "must be string,number,boolean,null", schema: schema17.additionalProperties.type, parentSchema: schema17.additionalProperties, data: data23 };
            vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
          }
        }
      } else {
        let err44 = { instancePath: instancePath + "/environment", schemaPath: "#/definitions/environment/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema17.type, parentSchema: schema17, data: data22 };
        vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
      }
    }
    if (data.fileSystems !== void 0) {
      let data24 = data.fileSystems;
      if (Array.isArray(data24)) {
        let len3 = data24.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data25 = data24[i3];
          if (data25 && typeof data25 == "object" && !Array.isArray(data25)) {
            if (data25.mountPath === void 0) {
              let err45 = { instancePath: instancePath + "/fileSystems/" + i3, schemaPath: "#/definitions/fileSystems/items/required", keyword: "required", params: { missingProperty: "mountPath" }, message: "must have required property 'mountPath'", schema: schema18.items.required, parentSchema: schema18.items, data: data25 };
              vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
            }
            for (let key6 in data25)
              if (!(key6 === "mountPath" || key6 === "source")) {
                let err46 = { instancePath: instancePath + "/fileSystems/" + i3, schemaPath: "#/definitions/fileSystems/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema18.items, data: data25 };
                vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
              }
            if (data25.mountPath !== void 0) {
              let data26 = data25.mountPath;
              if (typeof data26 == "string") {
                if (!pattern15.test(data26)) {
                  let err47 = { instancePath: instancePath + "/fileSystems/" + i3 + "/mountPath", schemaPath: "#/definitions/fileSystems/items/properties/mountPath/pattern", keyword: "pattern", params: { pattern: "^/mnt/[A-Za-z0-9_.-]+$" }, message: 'must match pattern "^/mnt/[A-Za-z0-9_.-]+$"', schema: "^/mnt/[A-Za-z0-9_.-]+$", parentSchema: schema18.items.properties.mountPath, data: data26 };
                  vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
                }
              } else {
                let err48 = { instancePath: instancePath + "/fileSystems/" + i3 + "/mountPath", schemaPath: "#/definitions/fileSystems/items/properties/mountPath/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema18.items.properties.mountPath.type, parentSchema: schema18.items.properties.mountPath, data: data26 };
                vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
              }
            }
            if (data25.source !== void 0) {
              let data27 = data25.source;
              if (typeof data27 == "string") {
                if (!pattern16.test(data27)) {
                  let err49 = { instancePath: instancePath + "/fileSystems/" + i3 + "/source", schemaPath: "#/definitions/fileSystems/items/properties/source/pattern", keyword: "pattern", params: { pattern: "^[^\\s:][^:]*$" }, message: 'must match pattern "^[^\\s:][^:]*$"', schema: "^[^\\s:][^:]*$", parentSchema: schema18.items.properties.source, data: data27 };
                  vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
                }
              } else {
                let err50 = { instancePath: instancePath + "/fileSystems/" + i3 + "/source", schemaPath: "#/definitions/fileSystems/items/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema18.items.properties.source.type, parentSchema: schema18.items.properties.source, data: data27 };
                vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
              }
            }
          } else {
            let err51 = { instancePath: instancePath + "/fileSystems/" + i3, schemaPath: "#/definitions/fileSystems/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema18.items.type, parentSchema: schema18.items, data: data25 };
            vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
          }
        }
      } else {
        let err52 = { instancePath: instancePath + "/fileSystems", schemaPath: "#/definitions/fileSystems/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema18.type, parentSchema: schema18, data: data24 };
        vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
      }
    }
    if (data.ephemeralStorage !== void 0) {
      let data28 = data.ephemeralStorage;
      if (!(typeof data28 == "number" && !(data28 % 1) && !isNaN(data28) && isFinite(data28))) {
        let err53 = { instancePath: instancePath + "/ephemeralStorage", schemaPath: "#/definitions/ephemeralStorage/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.type, parentSchema: schema19, data: data28 };
        vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
      }
      if (typeof data28 == "number" && isFinite(data28)) {
        if (data28 > 10240 || isNaN(data28)) {
          let err54 = { instancePath: instancePath + "/ephemeralStorage", schemaPath: "#/definitions/ephemeralStorage/maximum", keyword: "maximum", params: { comparison: "<=", limit: 10240 }, message: "must be <= 10240", schema: 10240, parentSchema: schema19, data: data28 };
          vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
        }
        if (data28 < 512 || isNaN(data28)) {
          let err55 = { instancePath: instancePath + "/ephemeralStorage", schemaPath: "#/definitions/ephemeralStorage/minimum", keyword: "minimum", params: { comparison: ">=", limit: 512 }, message: "must be >= 512", schema: 512, parentSchema: schema19, data: data28 };
          vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
        }
      }
    }
    if (data.docker !== void 0 && (validate11(data.docker, { instancePath: instancePath + "/docker", parentData: data, parentDataProperty: "docker", rootData }) || (vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors), errors = vErrors.length)), data.ignore !== void 0) {
      let data30 = data.ignore;
      if (Array.isArray(data30)) {
        let len4 = data30.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data31 = data30[i4];
          if (typeof data31 == "string") {
            if (!pattern3.test(data31)) {
              let err56 = { instancePath: instancePath + "/ignore/" + i4, schemaPath: "#/definitions/ignore/items/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema27.items, data: data31 };
              vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
            }
          } else {
            let err57 = { instancePath: instancePath + "/ignore/" + i4, schemaPath: "#/definitions/ignore/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.items.type, parentSchema: schema27.items, data: data31 };
            vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
          }
        }
      } else {
        let err58 = { instancePath: instancePath + "/ignore", schemaPath: "#/definitions/ignore/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema27.type, parentSchema: schema27, data: data30 };
        vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
      }
    }
    data.asynchronous !== void 0 && (validate13(data.asynchronous, { instancePath: instancePath + "/asynchronous", parentData: data, parentDataProperty: "asynchronous", rootData }) || (vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors), errors = vErrors.length)), data.replay !== void 0 && (validate15(data.replay, { instancePath: instancePath + "/replay", parentData: data, parentDataProperty: "replay", rootData }) || (vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors), errors = vErrors.length)), data.redact !== void 0 && (validate21(data.redact, { instancePath: instancePath + "/redact", parentData: data, parentDataProperty: "redact", rootData }) || (vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors), errors = vErrors.length));
  } else {
    let err59 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema38.type, parentSchema: schema38, data };
    vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
  }
  return validate25.errors = vErrors, errors === 0;
}
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.functions === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "functions" }, message: "must have required property 'functions'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    for (let key0 in data)
      if (!func2.call(schema11.properties, key0)) {
        let err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11, data };
        vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
      }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (data0 !== 1) {
        let err2 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant", schema: 1, parentSchema: schema11.properties.version, data: data0 };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.name !== void 0) {
      let data1 = data.name;
      if (typeof data1 == "string") {
        if (!pattern0.test(data1)) {
          let err3 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$" }, message: 'must match pattern "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$"', schema: "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", parentSchema: schema11.properties.name, data: data1 };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      } else {
        let err4 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.name.type, parentSchema: schema11.properties.name, data: data1 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.registry !== void 0) {
      let data2 = data.registry;
      if (typeof data2 == "string") {
        if (!pattern1.test(data2)) {
          let err5 = { instancePath: instancePath + "/registry", schemaPath: "#/properties/registry/pattern", keyword: "pattern", params: { pattern: "^[^\\s/:@]+(:[0-9]+)?(/[^\\s/:@]+)*/?$" }, message: 'must match pattern "^[^\\s/:@]+(:[0-9]+)?(/[^\\s/:@]+)*/?$"', schema: "^[^\\s/:@]+(:[0-9]+)?(/[^\\s/:@]+)*/?$", parentSchema: schema11.properties.registry, data: data2 };
          vErrors === null ? vErrors = [err5] : vErrors.push(err5), errors++;
        }
      } else {
        let err6 = { instancePath: instancePath + "/registry", schemaPath: "#/properties/registry/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.registry.type, parentSchema: schema11.properties.registry, data: data2 };
        vErrors === null ? vErrors = [err6] : vErrors.push(err6), errors++;
      }
    }
    if (data.driver !== void 0) {
      let data3 = data.driver;
      if (!(data3 === "rie" || data3 === "runtime-api")) {
        let err7 = { instancePath: instancePath + "/driver", schemaPath: "#/properties/driver/enum", keyword: "enum", params: { allowedValues: schema11.properties.driver.enum }, message: "must be equal to one of the allowed values", schema: schema11.properties.driver.enum, parentSchema: schema11.properties.driver, data: data3 };
        vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
      }
    }
    if (data.stack !== void 0) {
      let data4 = data.stack;
      if (typeof data4 == "string") {
        if (!pattern2.test(data4)) {
          let err8 = { instancePath: instancePath + "/stack", schemaPath: "#/properties/stack/pattern", keyword: "pattern", params: { pattern: "^([A-Za-z][A-Za-z0-9-]{0,127}|arn:[^\\s]+)$" }, message: 'must match pattern "^([A-Za-z][A-Za-z0-9-]{0,127}|arn:[^\\s]+)$"', schema: "^([A-Za-z][A-Za-z0-9-]{0,127}|arn:[^\\s]+)$", parentSchema: schema11.properties.stack, data: data4 };
          vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
        }
      } else {
        let err9 = { instancePath: instancePath + "/stack", schemaPath: "#/properties/stack/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.stack.type, parentSchema: schema11.properties.stack, data: data4 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
    }
    if (data.layersCache !== void 0) {
      let data5 = data.layersCache;
      if (typeof data5 == "string") {
        if (!pattern3.test(data5)) {
          let err10 = { instancePath: instancePath + "/layersCache", schemaPath: "#/properties/layersCache/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema11.properties.layersCache, data: data5 };
          vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
        }
      } else {
        let err11 = { instancePath: instancePath + "/layersCache", schemaPath: "#/properties/layersCache/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.layersCache.type, parentSchema: schema11.properties.layersCache, data: data5 };
        vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
      }
    }
    if (data.layerMap !== void 0) {
      let data6 = data.layerMap;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
        for (let key1 in data6) {
          let _errs14 = errors;
          if (typeof key1 == "string" && !pattern4.test(key1)) {
            let err12 = { instancePath: instancePath + "/layerMap", schemaPath: "#/properties/layerMap/propertyNames/pattern", keyword: "pattern", params: { pattern: "^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$" }, message: 'must match pattern "^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$"', schema: "^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$", parentSchema: schema11.properties.layerMap.propertyNames, data: key1, propertyName: key1 };
            vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
          }
          var valid1 = _errs14 === errors;
          if (!valid1) {
            let err13 = { instancePath: instancePath + "/layerMap", schemaPath: "#/properties/layerMap/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, message: "property name must be valid", schema: schema11.properties.layerMap.propertyNames, parentSchema: schema11.properties.layerMap, data: data6 };
            vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
          }
        }
        for (let key2 in data6) {
          let data7 = data6[key2];
          if (typeof data7 == "string") {
            if (!pattern3.test(data7)) {
              let err14 = { instancePath: instancePath + "/layerMap/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/layerMap/additionalProperties/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema11.properties.layerMap.additionalProperties, data: data7 };
              vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
            }
          } else {
            let err15 = { instancePath: instancePath + "/layerMap/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/layerMap/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.layerMap.additionalProperties.type, parentSchema: schema11.properties.layerMap.additionalProperties, data: data7 };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
      } else {
        let err16 = { instancePath: instancePath + "/layerMap", schemaPath: "#/properties/layerMap/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.layerMap.type, parentSchema: schema11.properties.layerMap, data: data6 };
        vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
      }
    }
    if (data.runtimes !== void 0) {
      let data8 = data.runtimes;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (let key3 in data8) {
          let _errs20 = errors;
          if (typeof key3 == "string" && !pattern6.test(key3)) {
            let err17 = { instancePath: instancePath + "/runtimes", schemaPath: "#/properties/runtimes/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, message: 'must match pattern "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"', schema: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", parentSchema: schema11.properties.runtimes.propertyNames, data: key3, propertyName: key3 };
            vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
          }
          var valid3 = _errs20 === errors;
          if (!valid3) {
            let err18 = { instancePath: instancePath + "/runtimes", schemaPath: "#/properties/runtimes/propertyNames", keyword: "propertyNames", params: { propertyName: key3 }, message: "property name must be valid", schema: schema11.properties.runtimes.propertyNames, parentSchema: schema11.properties.runtimes, data: data8 };
            vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
          }
        }
        for (let key4 in data8) {
          let data9 = data8[key4];
          if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
            if (data9.image === void 0) {
              let err19 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/runtimes/additionalProperties/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema11.properties.runtimes.additionalProperties.required, parentSchema: schema11.properties.runtimes.additionalProperties, data: data9 };
              vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
            }
            for (let key5 in data9)
              if (key5 !== "image") {
                let err20 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/runtimes/additionalProperties/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.runtimes.additionalProperties, data: data9 };
                vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
              }
            if (data9.image !== void 0) {
              let data10 = data9.image;
              if (typeof data10 == "string") {
                if (!pattern7.test(data10)) {
                  let err21 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/image", schemaPath: "#/properties/runtimes/additionalProperties/properties/image/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema11.properties.runtimes.additionalProperties.properties.image, data: data10 };
                  vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
                }
              } else {
                let err22 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/image", schemaPath: "#/properties/runtimes/additionalProperties/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.runtimes.additionalProperties.properties.image.type, parentSchema: schema11.properties.runtimes.additionalProperties.properties.image, data: data10 };
                vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
              }
            }
          } else {
            let err23 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/runtimes/additionalProperties/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.runtimes.additionalProperties.type, parentSchema: schema11.properties.runtimes.additionalProperties, data: data9 };
            vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
          }
        }
      } else {
        let err24 = { instancePath: instancePath + "/runtimes", schemaPath: "#/properties/runtimes/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.runtimes.type, parentSchema: schema11.properties.runtimes, data: data8 };
        vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
      }
    }
    if (data.hooks !== void 0) {
      let data11 = data.hooks;
      if (typeof data11 == "string") {
        if (!pattern3.test(data11)) {
          let err25 = { instancePath: instancePath + "/hooks", schemaPath: "#/properties/hooks/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema11.properties.hooks, data: data11 };
          vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
        }
      } else {
        let err26 = { instancePath: instancePath + "/hooks", schemaPath: "#/properties/hooks/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.hooks.type, parentSchema: schema11.properties.hooks, data: data11 };
        vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
      }
    }
    if (data.endpoints !== void 0) {
      let data12 = data.endpoints;
      if (typeof data12 != "string" && !(data12 && typeof data12 == "object" && !Array.isArray(data12))) {
        let err27 = { instancePath: instancePath + "/endpoints", schemaPath: "#/properties/endpoints/type", keyword: "type", params: { type: schema11.properties.endpoints.type }, message: "must be string,object", schema: schema11.properties.endpoints.type, parentSchema: schema11.properties.endpoints, data: data12 };
        vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
      }
      if (typeof data12 == "string" && !pattern9.test(data12)) {
        let err28 = { instancePath: instancePath + "/endpoints", schemaPath: "#/properties/endpoints/pattern", keyword: "pattern", params: { pattern: "^https?://\\S+$" }, message: 'must match pattern "^https?://\\S+$"', schema: "^https?://\\S+$", parentSchema: schema11.properties.endpoints, data: data12 };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
      if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
        for (let key6 in data12) {
          let _errs31 = errors;
          if (typeof key6 == "string" && !pattern10.test(key6)) {
            let err29 = { instancePath: instancePath + "/endpoints", schemaPath: "#/properties/endpoints/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z][A-Za-z0-9_ -]*$" }, message: 'must match pattern "^[A-Za-z][A-Za-z0-9_ -]*$"', schema: "^[A-Za-z][A-Za-z0-9_ -]*$", parentSchema: schema11.properties.endpoints.propertyNames, data: key6, propertyName: key6 };
            vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
          }
          var valid6 = _errs31 === errors;
          if (!valid6) {
            let err30 = { instancePath: instancePath + "/endpoints", schemaPath: "#/properties/endpoints/propertyNames", keyword: "propertyNames", params: { propertyName: key6 }, message: "property name must be valid", schema: schema11.properties.endpoints.propertyNames, parentSchema: schema11.properties.endpoints, data: data12 };
            vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
          }
        }
        for (let key7 in data12) {
          let data13 = data12[key7];
          if (typeof data13 == "string") {
            if (!pattern9.test(data13)) {
              let err31 = { instancePath: instancePath + "/endpoints/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/endpoints/additionalProperties/pattern", keyword: "pattern", params: { pattern: "^https?://\\S+$" }, message: 'must match pattern "^https?://\\S+$"', schema: "^https?://\\S+$", parentSchema: schema11.properties.endpoints.additionalProperties, data: data13 };
              vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
            }
          } else {
            let err32 = { instancePath: instancePath + "/endpoints/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/endpoints/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.endpoints.additionalProperties.type, parentSchema: schema11.properties.endpoints.additionalProperties, data: data13 };
            vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
          }
        }
      }
    }
    if (data.defaults !== void 0) {
      let data14 = data.defaults;
      if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
        for (let key8 in data14)
          if (!func2.call(schema11.properties.defaults.properties, key8)) {
            let err33 = { instancePath: instancePath + "/defaults", schemaPath: "#/properties/defaults/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.defaults, data: data14 };
            vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
          }
        if (data14.runtime !== void 0) {
          let data15 = data14.runtime;
          if (typeof data15 == "string") {
            if (!pattern7.test(data15)) {
              let err34 = { instancePath: instancePath + "/defaults/runtime", schemaPath: "#/definitions/runtime/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema12, data: data15 };
              vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
            }
          } else {
            let err35 = { instancePath: instancePath + "/defaults/runtime", schemaPath: "#/definitions/runtime/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.type, parentSchema: schema12, data: data15 };
            vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
          }
        }
        if (data14.architecture !== void 0) {
          let data16 = data14.architecture;
          if (!(data16 === "x86_64" || data16 === "arm64")) {
            let err36 = { instancePath: instancePath + "/defaults/architecture", schemaPath: "#/definitions/architecture/enum", keyword: "enum", params: { allowedValues: schema13.enum }, message: "must be equal to one of the allowed values", schema: schema13.enum, parentSchema: schema13, data: data16 };
            vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
          }
        }
        if (data14.timeout !== void 0) {
          let data17 = data14.timeout;
          if (!(typeof data17 == "number" && !(data17 % 1) && !isNaN(data17) && isFinite(data17))) {
            let err37 = { instancePath: instancePath + "/defaults/timeout", schemaPath: "#/definitions/timeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema14.type, parentSchema: schema14, data: data17 };
            vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
          }
          if (typeof data17 == "number" && isFinite(data17)) {
            if (data17 > 900 || isNaN(data17)) {
              let err38 = { instancePath: instancePath + "/defaults/timeout", schemaPath: "#/definitions/timeout/maximum", keyword: "maximum", params: { comparison: "<=", limit: 900 }, message: "must be <= 900", schema: 900, parentSchema: schema14, data: data17 };
              vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
            }
            if (data17 < 1 || isNaN(data17)) {
              let err39 = { instancePath: instancePath + "/defaults/timeout", schemaPath: "#/definitions/timeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema14, data: data17 };
              vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
            }
          }
        }
        if (data14.memory !== void 0) {
          let data18 = data14.memory;
          if (!(typeof data18 == "number" && !(data18 % 1) && !isNaN(data18) && isFinite(data18))) {
            let err40 = { instancePath: instancePath + "/defaults/memory", schemaPath: "#/definitions/memory/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema15.type, parentSchema: schema15, data: data18 };
            vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
          }
          if (typeof data18 == "number" && isFinite(data18)) {
            if (data18 > 10240 || isNaN(data18)) {
              let err41 = { instancePath: instancePath + "/defaults/memory", schemaPath: "#/definitions/memory/maximum", keyword: "maximum", params: { comparison: "<=", limit: 10240 }, message: "must be <= 10240", schema: 10240, parentSchema: schema15, data: data18 };
              vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
            }
            if (data18 < 128 || isNaN(data18)) {
              let err42 = { instancePath: instancePath + "/defaults/memory", schemaPath: "#/definitions/memory/minimum", keyword: "minimum", params: { comparison: ">=", limit: 128 }, message: "must be >= 128", schema: 128, parentSchema: schema15, data: data18 };
              vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
            }
          }
        }
        if (data14.layers !== void 0) {
          let data19 = data14.layers;
          if (Array.isArray(data19)) {
            let len0 = data19.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data20 = data19[i0];
              if (typeof data20 == "string") {
                if (!pattern3.test(data20)) {
                  let err43 = { instancePath: instancePath + "/defaults/layers/" + i0, schemaPath: "#/definitions/layers/items/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema16.items, data: data20 };
                  vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
                }
              } else {
                let err44 = { instancePath: instancePath + "/defaults/layers/" + i0, schemaPath: "#/definitions/layers/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.items.type, parentSchema: schema16.items, data: data20 };
                vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
              }
            }
          } else {
            let err45 = { instancePath: instancePath + "/defaults/layers", schemaPath: "#/definitions/layers/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema16.type, parentSchema: schema16, data: data19 };
            vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
          }
        }
        if (data14.environment !== void 0) {
          let data21 = data14.environment;
          if (data21 && typeof data21 == "object" && !Array.isArray(data21)) {
            for (let key9 in data21) {
              let _errs57 = errors;
              if (typeof key9 == "string" && !pattern14.test(key9)) {
                let err46 = { instancePath: instancePath + "/defaults/environment", schemaPath: "#/definitions/environment/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }, message: 'must match pattern "^[A-Za-z_][A-Za-z0-9_]*$"', schema: "^[A-Za-z_][A-Za-z0-9_]*$", parentSchema: schema17.propertyNames, data: key9, propertyName: key9 };
                vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
              }
              var valid17 = _errs57 === errors;
              if (!valid17) {
                let err47 = { instancePath: instancePath + "/defaults/environment", schemaPath: "#/definitions/environment/propertyNames", keyword: "propertyNames", params: { propertyName: key9 }, message: "property name must be valid", schema: schema17.propertyNames, parentSchema: schema17, data: data21 };
                vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
              }
            }
            for (let key10 in data21) {
              let data22 = data21[key10];
              if (typeof data22 != "string" && !(typeof data22 == "number" && isFinite(data22)) && typeof data22 != "boolean" && data22 !== null) {
                let err48 = { instancePath: instancePath + "/defaults/environment/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/definitions/environment/additionalProperties/type", keyword: "type", params: { type: schema17.additionalProperties.type }, message: "must be string,number,boolean,null", schema: schema17.additionalProperties.type, parentSchema: schema17.additionalProperties, data: data22 };
                vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
              }
            }
          } else {
            let err49 = { instancePath: instancePath + "/defaults/environment", schemaPath: "#/definitions/environment/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema17.type, parentSchema: schema17, data: data21 };
            vErrors === null ? vErrors = [err49] : vErrors.push(err49), errors++;
          }
        }
        if (data14.fileSystems !== void 0) {
          let data23 = data14.fileSystems;
          if (Array.isArray(data23)) {
            let len1 = data23.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data24 = data23[i1];
              if (data24 && typeof data24 == "object" && !Array.isArray(data24)) {
                if (data24.mountPath === void 0) {
                  let err50 = { instancePath: instancePath + "/defaults/fileSystems/" + i1, schemaPath: "#/definitions/fileSystems/items/required", keyword: "required", params: { missingProperty: "mountPath" }, message: "must have required property 'mountPath'", schema: schema18.items.required, parentSchema: schema18.items, data: data24 };
                  vErrors === null ? vErrors = [err50] : vErrors.push(err50), errors++;
                }
                for (let key11 in data24)
                  if (!(key11 === "mountPath" || key11 === "source")) {
                    let err51 = { instancePath: instancePath + "/defaults/fileSystems/" + i1, schemaPath: "#/definitions/fileSystems/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key11 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema18.items, data: data24 };
                    vErrors === null ? vErrors = [err51] : vErrors.push(err51), errors++;
                  }
                if (data24.mountPath !== void 0) {
                  let data25 = data24.mountPath;
                  if (typeof data25 == "string") {
                    if (!pattern15.test(data25)) {
                      let err52 = { instancePath: instancePath + "/defaults/fileSystems/" + i1 + "/mountPath", schemaPath: "#/definitions/fileSystems/items/properties/mountPath/pattern", keyword: "pattern", params: { pattern: "^/mnt/[A-Za-z0-9_.-]+$" }, message: 'must match pattern "^/mnt/[A-Za-z0-9_.-]+$"', schema: "^/mnt/[A-Za-z0-9_.-]+$", parentSchema: schema18.items.properties.mountPath, data: data25 };
                      vErrors === null ? vErrors = [err52] : vErrors.push(err52), errors++;
                    }
                  } else {
                    let err53 = { instancePath: instancePath + "/defaults/fileSystems/" + i1 + "/mountPath", schemaPath: "#/definitions/fileSystems/items/properties/mountPath/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema18.items.properties.mountPath.type, parentSchema: schema18.items.properties.mountPath, data: data25 };
                    vErrors === null ? vErrors = [err53] : vErrors.push(err53), errors++;
                  }
                }
                if (data24.source !== void 0) {
                  let data26 = data24.source;
                  if (typeof data26 == "string") {
                    if (!pattern16.test(data26)) {
                      let err54 = { instancePath: instancePath + "/defaults/fileSystems/" + i1 + "/source", schemaPath: "#/definitions/fileSystems/items/properties/source/pattern", keyword: "pattern", params: { pattern: "^[^\\s:][^:]*$" }, message: 'must match pattern "^[^\\s:][^:]*$"', schema: "^[^\\s:][^:]*$", parentSchema: schema18.items.properties.source, data: data26 };
                      vErrors === null ? vErrors = [err54] : vErrors.push(err54), errors++;
                    }
                  } else {
                    let err55 = { instancePath: instancePath + "/defaults/fileSystems/" + i1 + "/source", schemaPath: "#/definitions/fileSystems/items/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema18.items.properties.source.type, parentSchema: schema18.items.properties.source, data: data26 };
                    vErrors === null ? vErrors = [err55] : vErrors.push(err55), errors++;
                  }
                }
              } else {
                let err56 = { instancePath: instancePath + "/defaults/fileSystems/" + i1, schemaPath: "#/definitions/fileSystems/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema18.items.type, parentSchema: schema18.items, data: data24 };
                vErrors === null ? vErrors = [err56] : vErrors.push(err56), errors++;
              }
            }
          } else {
            let err57 = { instancePath: instancePath + "/defaults/fileSystems", schemaPath: "#/definitions/fileSystems/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema18.type, parentSchema: schema18, data: data23 };
            vErrors === null ? vErrors = [err57] : vErrors.push(err57), errors++;
          }
        }
        if (data14.ephemeralStorage !== void 0) {
          let data27 = data14.ephemeralStorage;
          if (!(typeof data27 == "number" && !(data27 % 1) && !isNaN(data27) && isFinite(data27))) {
            let err58 = { instancePath: instancePath + "/defaults/ephemeralStorage", schemaPath: "#/definitions/ephemeralStorage/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema19.type, parentSchema: schema19, data: data27 };
            vErrors === null ? vErrors = [err58] : vErrors.push(err58), errors++;
          }
          if (typeof data27 == "number" && isFinite(data27)) {
            if (data27 > 10240 || isNaN(data27)) {
              let err59 = { instancePath: instancePath + "/defaults/ephemeralStorage", schemaPath: "#/definitions/ephemeralStorage/maximum", keyword: "maximum", params: { comparison: "<=", limit: 10240 }, message: "must be <= 10240", schema: 10240, parentSchema: schema19, data: data27 };
              vErrors === null ? vErrors = [err59] : vErrors.push(err59), errors++;
            }
            if (data27 < 512 || isNaN(data27)) {
              let err60 = { instancePath: instancePath + "/defaults/ephemeralStorage", schemaPath: "#/definitions/ephemeralStorage/minimum", keyword: "minimum", params: { comparison: ">=", limit: 512 }, message: "must be >= 512", schema: 512, parentSchema: schema19, data: data27 };
              vErrors === null ? vErrors = [err60] : vErrors.push(err60), errors++;
            }
          }
        }
        if (data14.docker !== void 0 && (validate11(data14.docker, { instancePath: instancePath + "/defaults/docker", parentData: data14, parentDataProperty: "docker", rootData }) || (vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors), errors = vErrors.length)), data14.ignore !== void 0) {
          let data29 = data14.ignore;
          if (Array.isArray(data29)) {
            let len2 = data29.length;
            for (let i2 = 0; i2 < len2; i2++) {
              let data30 = data29[i2];
              if (typeof data30 == "string") {
                if (!pattern3.test(data30)) {
                  let err61 = { instancePath: instancePath + "/defaults/ignore/" + i2, schemaPath: "#/definitions/ignore/items/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema27.items, data: data30 };
                  vErrors === null ? vErrors = [err61] : vErrors.push(err61), errors++;
                }
              } else {
                let err62 = { instancePath: instancePath + "/defaults/ignore/" + i2, schemaPath: "#/definitions/ignore/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema27.items.type, parentSchema: schema27.items, data: data30 };
                vErrors === null ? vErrors = [err62] : vErrors.push(err62), errors++;
              }
            }
          } else {
            let err63 = { instancePath: instancePath + "/defaults/ignore", schemaPath: "#/definitions/ignore/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema27.type, parentSchema: schema27, data: data29 };
            vErrors === null ? vErrors = [err63] : vErrors.push(err63), errors++;
          }
        }
        data14.asynchronous !== void 0 && (validate13(data14.asynchronous, { instancePath: instancePath + "/defaults/asynchronous", parentData: data14, parentDataProperty: "asynchronous", rootData }) || (vErrors = vErrors === null ? validate13.errors : vErrors.concat(validate13.errors), errors = vErrors.length)), data14.replay !== void 0 && (validate15(data14.replay, { instancePath: instancePath + "/defaults/replay", parentData: data14, parentDataProperty: "replay", rootData }) || (vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors), errors = vErrors.length)), data14.redact !== void 0 && (validate21(data14.redact, { instancePath: instancePath + "/defaults/redact", parentData: data14, parentDataProperty: "redact", rootData }) || (vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors), errors = vErrors.length));
      } else {
        let err64 = { instancePath: instancePath + "/defaults", schemaPath: "#/properties/defaults/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.defaults.type, parentSchema: schema11.properties.defaults, data: data14 };
        vErrors === null ? vErrors = [err64] : vErrors.push(err64), errors++;
      }
    }
    if (data.functions !== void 0) {
      let data34 = data.functions;
      if (data34 && typeof data34 == "object" && !Array.isArray(data34)) {
        if (Object.keys(data34).length < 1) {
          let err65 = { instancePath: instancePath + "/functions", schemaPath: "#/properties/functions/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema11.properties.functions, data: data34 };
          vErrors === null ? vErrors = [err65] : vErrors.push(err65), errors++;
        }
        for (let key12 in data34) {
          let _errs85 = errors;
          if (typeof key12 == "string" && !pattern34.test(key12)) {
            let err66 = { instancePath: instancePath + "/functions", schemaPath: "#/properties/functions/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_-]{1,64}$" }, message: 'must match pattern "^[A-Za-z0-9_-]{1,64}$"', schema: "^[A-Za-z0-9_-]{1,64}$", parentSchema: schema11.properties.functions.propertyNames, data: key12, propertyName: key12 };
            vErrors === null ? vErrors = [err66] : vErrors.push(err66), errors++;
          }
          var valid27 = _errs85 === errors;
          if (!valid27) {
            let err67 = { instancePath: instancePath + "/functions", schemaPath: "#/properties/functions/propertyNames", keyword: "propertyNames", params: { propertyName: key12 }, message: "property name must be valid", schema: schema11.properties.functions.propertyNames, parentSchema: schema11.properties.functions, data: data34 };
            vErrors === null ? vErrors = [err67] : vErrors.push(err67), errors++;
          }
        }
        for (let key13 in data34)
          validate25(data34[key13], { instancePath: instancePath + "/functions/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data34, parentDataProperty: key13, rootData }) || (vErrors = vErrors === null ? validate25.errors : vErrors.concat(validate25.errors), errors = vErrors.length);
      } else {
        let err68 = { instancePath: instancePath + "/functions", schemaPath: "#/properties/functions/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.functions.type, parentSchema: schema11.properties.functions, data: data34 };
        vErrors === null ? vErrors = [err68] : vErrors.push(err68), errors++;
      }
    }
  } else {
    let err69 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    vErrors === null ? vErrors = [err69] : vErrors.push(err69), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}
export {
  validate
};
