// @ts-nocheck -- made from lambdock.schema.json by `npm run generate`. Do not edit.
// <stdin>
var validate = validate10, schema11 = { type: "object", "x-expected": "a mapping with the key functions", additionalProperties: !1, required: ["functions"], properties: { version: { const: 1, default: 1 }, name: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", "x-expected": "a name of letters, digits, '.', '_' and '-', beginning with a letter or digit" }, registry: { type: "string", pattern: "^[^\\s/:@]+(:[0-9]+)?(/[^\\s/:@]+)*/?$", "x-expected": "a registry prefix such as public.ecr.aws/lambda, without a scheme", default: "public.ecr.aws/lambda" }, layersCache: { type: "string", pattern: "\\S", "x-expected": "the path of a folder" }, layerMap: { type: "object", "x-expected": "a mapping of ARNs to folders or .zip files", propertyNames: { pattern: "^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$", "x-expected": "the ARN of a layer version, such as arn:aws:lambda:eu-west-1:111122223333:layer:shared:7" }, additionalProperties: { type: "string", pattern: "\\S", "x-expected": "the path of a folder or a .zip" } }, runtimes: { type: "object", "x-expected": "a mapping of runtime names to images", propertyNames: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "x-expected": "a name of letters, digits, '.', '_' and '-', beginning with a letter or digit" }, additionalProperties: { type: "object", additionalProperties: !1, required: ["image"], "x-expected": "a mapping with the key image", properties: { image: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as denoland/deno-lambda:2" } } } }, defaults: { type: "object", additionalProperties: !1, properties: { runtime: { $ref: "#/definitions/runtime" }, architecture: { $ref: "#/definitions/architecture" }, timeout: { $ref: "#/definitions/timeout" }, memory: { $ref: "#/definitions/memory" }, layers: { $ref: "#/definitions/layers" }, environment: { $ref: "#/definitions/environment" }, ignore: { $ref: "#/definitions/ignore" } } }, functions: { type: "object", minProperties: 1, "x-expected": "a mapping of at least one function by its name", propertyNames: { pattern: "^[A-Za-z0-9_-]{1,64}$", "x-expected": "a function name of 1 to 64 letters, digits, '_' and '-'" }, additionalProperties: { $ref: "#/definitions/function" } } }, definitions: { function: { type: "object", additionalProperties: !1, properties: { handler: { type: "string", pattern: "^\\S+$", "x-expected": "a handler without blanks, such as index.handler" }, code: { type: "string", pattern: "\\S", "x-expected": "the path of a folder, a .zip or a .jar", default: "." }, runtime: { $ref: "#/definitions/runtime" }, image: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as acme/worker:1.4" }, build: { type: ["string", "object"], "x-expected": "a folder, or a mapping with context, dockerfile, args and target", additionalProperties: !1, properties: { context: { type: "string", pattern: "\\S", "x-expected": "the path of a folder", default: "." }, dockerfile: { type: "string", pattern: "\\S", "x-expected": "the path of a Dockerfile below the context", default: "Dockerfile" }, args: { type: "object", "x-expected": "a mapping of names to values", additionalProperties: { type: ["string", "number", "boolean"], "x-expected": "a text, a number, true or false" } }, target: { type: "string", pattern: "^\\S+$", "x-expected": "the name of a stage of the Dockerfile" } } }, imageConfig: { type: "object", additionalProperties: !1, properties: { command: { $ref: "#/definitions/words" }, entryPoint: { $ref: "#/definitions/words" }, workingDirectory: { type: "string", pattern: "^/", "x-expected": "an absolute path in the image" } } }, baseImage: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as acme/lambda-base:22" }, architecture: { $ref: "#/definitions/architecture" }, timeout: { $ref: "#/definitions/timeout" }, memory: { $ref: "#/definitions/memory" }, layers: { $ref: "#/definitions/layers" }, environment: { $ref: "#/definitions/environment" }, ignore: { $ref: "#/definitions/ignore" } } }, runtime: { type: "string", pattern: "^\\S+$", "x-expected": "a runtime such as nodejs22.x" }, architecture: { enum: ["x86_64", "arm64"], default: "x86_64" }, timeout: { type: "integer", minimum: 1, maximum: 900, "x-expected": "a whole number of seconds from 1 to 900", default: 3 }, memory: { type: "integer", minimum: 128, maximum: 10240, "x-expected": "a whole number of MB from 128 to 10240", default: 128 }, layers: { type: "array", "x-expected": "a list of layers", items: { type: "string", pattern: "\\S", "x-expected": "a folder, a .zip or the ARN of a layer version" } }, environment: { type: "object", "x-expected": "a mapping of variable names to values", propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$", "x-expected": "a variable name of letters, digits and '_', not beginning with a digit" }, additionalProperties: { type: ["string", "number", "boolean", "null"], "x-expected": "a text, a number, true, false or null" } }, ignore: { type: "array", "x-expected": "a list of patterns", items: { type: "string", pattern: "\\S", "x-expected": "a pattern such as *.test.js" } }, words: { type: "array", minItems: 1, "x-expected": "a list of at least one word", items: { type: "string", "x-expected": "a text" } } } }, schema12 = { type: "string", pattern: "^\\S+$", "x-expected": "a runtime such as nodejs22.x" }, schema13 = { enum: ["x86_64", "arm64"], default: "x86_64" }, schema14 = { type: "integer", minimum: 1, maximum: 900, "x-expected": "a whole number of seconds from 1 to 900", default: 3 }, schema15 = { type: "integer", minimum: 128, maximum: 10240, "x-expected": "a whole number of MB from 128 to 10240", default: 128 }, schema16 = { type: "array", "x-expected": "a list of layers", items: { type: "string", pattern: "\\S", "x-expected": "a folder, a .zip or the ARN of a layer version" } }, schema17 = { type: "object", "x-expected": "a mapping of variable names to values", propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$", "x-expected": "a variable name of letters, digits and '_', not beginning with a digit" }, additionalProperties: { type: ["string", "number", "boolean", "null"], "x-expected": "a text, a number, true, false or null" } }, schema18 = { type: "array", "x-expected": "a list of patterns", items: { type: "string", pattern: "\\S", "x-expected": "a pattern such as *.test.js" } }, pattern0 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$", "u"), pattern1 = new RegExp("^[^\\s/:@]+(:[0-9]+)?(/[^\\s/:@]+)*/?$", "u"), pattern2 = new RegExp("\\S", "u"), pattern3 = new RegExp("^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$", "u"), pattern5 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", "u"), pattern6 = new RegExp("^\\S+$", "u"), pattern9 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u"), pattern11 = new RegExp("^[A-Za-z0-9_-]{1,64}$", "u"), schema19 = { type: "object", additionalProperties: !1, properties: { handler: { type: "string", pattern: "^\\S+$", "x-expected": "a handler without blanks, such as index.handler" }, code: { type: "string", pattern: "\\S", "x-expected": "the path of a folder, a .zip or a .jar", default: "." }, runtime: { $ref: "#/definitions/runtime" }, image: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as acme/worker:1.4" }, build: { type: ["string", "object"], "x-expected": "a folder, or a mapping with context, dockerfile, args and target", additionalProperties: !1, properties: { context: { type: "string", pattern: "\\S", "x-expected": "the path of a folder", default: "." }, dockerfile: { type: "string", pattern: "\\S", "x-expected": "the path of a Dockerfile below the context", default: "Dockerfile" }, args: { type: "object", "x-expected": "a mapping of names to values", additionalProperties: { type: ["string", "number", "boolean"], "x-expected": "a text, a number, true or false" } }, target: { type: "string", pattern: "^\\S+$", "x-expected": "the name of a stage of the Dockerfile" } } }, imageConfig: { type: "object", additionalProperties: !1, properties: { command: { $ref: "#/definitions/words" }, entryPoint: { $ref: "#/definitions/words" }, workingDirectory: { type: "string", pattern: "^/", "x-expected": "an absolute path in the image" } } }, baseImage: { type: "string", pattern: "^\\S+$", "x-expected": "the name of an image, such as acme/lambda-base:22" }, architecture: { $ref: "#/definitions/architecture" }, timeout: { $ref: "#/definitions/timeout" }, memory: { $ref: "#/definitions/memory" }, layers: { $ref: "#/definitions/layers" }, environment: { $ref: "#/definitions/environment" }, ignore: { $ref: "#/definitions/ignore" } } }, schema21 = { type: "array", minItems: 1, "x-expected": "a list of at least one word", items: { type: "string", "x-expected": "a text" } }, func2 = Object.prototype.hasOwnProperty, pattern19 = new RegExp("^/", "u");
function validate11(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (let key0 in data)
      if (!func2.call(schema19.properties, key0)) {
        let err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema19, data };
        vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
      }
    if (data.handler !== void 0) {
      let data0 = data.handler;
      if (typeof data0 == "string") {
        if (!pattern6.test(data0)) {
          let err1 = { instancePath: instancePath + "/handler", schemaPath: "#/properties/handler/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema19.properties.handler, data: data0 };
          vErrors === null ? vErrors = [err1] : vErrors.push(err1), errors++;
        }
      } else {
        let err2 = { instancePath: instancePath + "/handler", schemaPath: "#/properties/handler/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.handler.type, parentSchema: schema19.properties.handler, data: data0 };
        vErrors === null ? vErrors = [err2] : vErrors.push(err2), errors++;
      }
    }
    if (data.code !== void 0) {
      let data1 = data.code;
      if (typeof data1 == "string") {
        if (!pattern2.test(data1)) {
          let err3 = { instancePath: instancePath + "/code", schemaPath: "#/properties/code/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema19.properties.code, data: data1 };
          vErrors === null ? vErrors = [err3] : vErrors.push(err3), errors++;
        }
      } else {
        let err4 = { instancePath: instancePath + "/code", schemaPath: "#/properties/code/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.code.type, parentSchema: schema19.properties.code, data: data1 };
        vErrors === null ? vErrors = [err4] : vErrors.push(err4), errors++;
      }
    }
    if (data.runtime !== void 0) {
      let data2 = data.runtime;
      if (typeof data2 == "string") {
        if (!pattern6.test(data2)) {
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
        if (!pattern6.test(data3)) {
          let err7 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema19.properties.image, data: data3 };
          vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
        }
      } else {
        let err8 = { instancePath: instancePath + "/image", schemaPath: "#/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.image.type, parentSchema: schema19.properties.image, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.build !== void 0) {
      let data4 = data.build;
      if (typeof data4 != "string" && !(data4 && typeof data4 == "object" && !Array.isArray(data4))) {
        let err9 = { instancePath: instancePath + "/build", schemaPath: "#/properties/build/type", keyword: "type", params: { type: schema19.properties.build.type }, message: "must be string,object", schema: schema19.properties.build.type, parentSchema: schema19.properties.build, data: data4 };
        vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
      }
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        for (let key1 in data4)
          if (!(key1 === "context" || key1 === "dockerfile" || key1 === "args" || key1 === "target")) {
            let err10 = { instancePath: instancePath + "/build", schemaPath: "#/properties/build/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema19.properties.build, data: data4 };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        if (data4.context !== void 0) {
          let data5 = data4.context;
          if (typeof data5 == "string") {
            if (!pattern2.test(data5)) {
              let err11 = { instancePath: instancePath + "/build/context", schemaPath: "#/properties/build/properties/context/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema19.properties.build.properties.context, data: data5 };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
          } else {
            let err12 = { instancePath: instancePath + "/build/context", schemaPath: "#/properties/build/properties/context/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.build.properties.context.type, parentSchema: schema19.properties.build.properties.context, data: data5 };
            vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
          }
        }
        if (data4.dockerfile !== void 0) {
          let data6 = data4.dockerfile;
          if (typeof data6 == "string") {
            if (!pattern2.test(data6)) {
              let err13 = { instancePath: instancePath + "/build/dockerfile", schemaPath: "#/properties/build/properties/dockerfile/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema19.properties.build.properties.dockerfile, data: data6 };
              vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
            }
          } else {
            let err14 = { instancePath: instancePath + "/build/dockerfile", schemaPath: "#/properties/build/properties/dockerfile/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.build.properties.dockerfile.type, parentSchema: schema19.properties.build.properties.dockerfile, data: data6 };
            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
          }
        }
        if (data4.args !== void 0) {
          let data7 = data4.args;
          if (data7 && typeof data7 == "object" && !Array.isArray(data7))
            for (let key2 in data7) {
              let data8 = data7[key2];
              if (typeof data8 != "string" && !(typeof data8 == "number" && isFinite(data8)) && typeof data8 != "boolean") {
                let err15 = { instancePath: instancePath + "/build/args/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/build/properties/args/additionalProperties/type", keyword: "type", params: { type: schema19.properties.build.properties.args.additionalProperties.type }, message: "must be string,number,boolean", schema: schema19.properties.build.properties.args.additionalProperties.type, parentSchema: schema19.properties.build.properties.args.additionalProperties, data: data8 };
                vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
              }
            }
          else {
            let err16 = { instancePath: instancePath + "/build/args", schemaPath: "#/properties/build/properties/args/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema19.properties.build.properties.args.type, parentSchema: schema19.properties.build.properties.args, data: data7 };
            vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
          }
        }
        if (data4.target !== void 0) {
          let data9 = data4.target;
          if (typeof data9 == "string") {
            if (!pattern6.test(data9)) {
              let err17 = { instancePath: instancePath + "/build/target", schemaPath: "#/properties/build/properties/target/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema19.properties.build.properties.target, data: data9 };
              vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
            }
          } else {
            let err18 = { instancePath: instancePath + "/build/target", schemaPath: "#/properties/build/properties/target/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.build.properties.target.type, parentSchema: schema19.properties.build.properties.target, data: data9 };
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
            let err19 = { instancePath: instancePath + "/imageConfig", schemaPath: "#/properties/imageConfig/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema19.properties.imageConfig, data: data10 };
            vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
          }
        if (data10.command !== void 0) {
          let data11 = data10.command;
          if (Array.isArray(data11)) {
            if (data11.length < 1) {
              let err20 = { instancePath: instancePath + "/imageConfig/command", schemaPath: "#/definitions/words/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema21, data: data11 };
              vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
            }
            let len0 = data11.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data12 = data11[i0];
              if (typeof data12 != "string") {
                let err21 = { instancePath: instancePath + "/imageConfig/command/" + i0, schemaPath: "#/definitions/words/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.items.type, parentSchema: schema21.items, data: data12 };
                vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
              }
            }
          } else {
            let err22 = { instancePath: instancePath + "/imageConfig/command", schemaPath: "#/definitions/words/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.type, parentSchema: schema21, data: data11 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        }
        if (data10.entryPoint !== void 0) {
          let data13 = data10.entryPoint;
          if (Array.isArray(data13)) {
            if (data13.length < 1) {
              let err23 = { instancePath: instancePath + "/imageConfig/entryPoint", schemaPath: "#/definitions/words/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema21, data: data13 };
              vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
            }
            let len1 = data13.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data14 = data13[i1];
              if (typeof data14 != "string") {
                let err24 = { instancePath: instancePath + "/imageConfig/entryPoint/" + i1, schemaPath: "#/definitions/words/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema21.items.type, parentSchema: schema21.items, data: data14 };
                vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
              }
            }
          } else {
            let err25 = { instancePath: instancePath + "/imageConfig/entryPoint", schemaPath: "#/definitions/words/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema21.type, parentSchema: schema21, data: data13 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
        }
        if (data10.workingDirectory !== void 0) {
          let data15 = data10.workingDirectory;
          if (typeof data15 == "string") {
            if (!pattern19.test(data15)) {
              let err26 = { instancePath: instancePath + "/imageConfig/workingDirectory", schemaPath: "#/properties/imageConfig/properties/workingDirectory/pattern", keyword: "pattern", params: { pattern: "^/" }, message: 'must match pattern "^/"', schema: "^/", parentSchema: schema19.properties.imageConfig.properties.workingDirectory, data: data15 };
              vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
            }
          } else {
            let err27 = { instancePath: instancePath + "/imageConfig/workingDirectory", schemaPath: "#/properties/imageConfig/properties/workingDirectory/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.imageConfig.properties.workingDirectory.type, parentSchema: schema19.properties.imageConfig.properties.workingDirectory, data: data15 };
            vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
          }
        }
      } else {
        let err28 = { instancePath: instancePath + "/imageConfig", schemaPath: "#/properties/imageConfig/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema19.properties.imageConfig.type, parentSchema: schema19.properties.imageConfig, data: data10 };
        vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
      }
    }
    if (data.baseImage !== void 0) {
      let data16 = data.baseImage;
      if (typeof data16 == "string") {
        if (!pattern6.test(data16)) {
          let err29 = { instancePath: instancePath + "/baseImage", schemaPath: "#/properties/baseImage/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema19.properties.baseImage, data: data16 };
          vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
        }
      } else {
        let err30 = { instancePath: instancePath + "/baseImage", schemaPath: "#/properties/baseImage/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema19.properties.baseImage.type, parentSchema: schema19.properties.baseImage, data: data16 };
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
            if (!pattern2.test(data21)) {
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
          if (typeof key4 == "string" && !pattern9.test(key4)) {
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
    if (data.ignore !== void 0) {
      let data24 = data.ignore;
      if (Array.isArray(data24)) {
        let len3 = data24.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data25 = data24[i3];
          if (typeof data25 == "string") {
            if (!pattern2.test(data25)) {
              let err45 = { instancePath: instancePath + "/ignore/" + i3, schemaPath: "#/definitions/ignore/items/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema18.items, data: data25 };
              vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
            }
          } else {
            let err46 = { instancePath: instancePath + "/ignore/" + i3, schemaPath: "#/definitions/ignore/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema18.items.type, parentSchema: schema18.items, data: data25 };
            vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
          }
        }
      } else {
        let err47 = { instancePath: instancePath + "/ignore", schemaPath: "#/definitions/ignore/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema18.type, parentSchema: schema18, data: data24 };
        vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
      }
    }
  } else {
    let err48 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema19.type, parentSchema: schema19, data };
    vErrors === null ? vErrors = [err48] : vErrors.push(err48), errors++;
  }
  return validate11.errors = vErrors, errors === 0;
}
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  let vErrors = null, errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.functions === void 0) {
      let err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "functions" }, message: "must have required property 'functions'", schema: schema11.required, parentSchema: schema11, data };
      vErrors === null ? vErrors = [err0] : vErrors.push(err0), errors++;
    }
    for (let key0 in data)
      if (!(key0 === "version" || key0 === "name" || key0 === "registry" || key0 === "layersCache" || key0 === "layerMap" || key0 === "runtimes" || key0 === "defaults" || key0 === "functions")) {
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
    if (data.layersCache !== void 0) {
      let data3 = data.layersCache;
      if (typeof data3 == "string") {
        if (!pattern2.test(data3)) {
          let err7 = { instancePath: instancePath + "/layersCache", schemaPath: "#/properties/layersCache/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema11.properties.layersCache, data: data3 };
          vErrors === null ? vErrors = [err7] : vErrors.push(err7), errors++;
        }
      } else {
        let err8 = { instancePath: instancePath + "/layersCache", schemaPath: "#/properties/layersCache/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.layersCache.type, parentSchema: schema11.properties.layersCache, data: data3 };
        vErrors === null ? vErrors = [err8] : vErrors.push(err8), errors++;
      }
    }
    if (data.layerMap !== void 0) {
      let data4 = data.layerMap;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        for (let key1 in data4) {
          let _errs11 = errors;
          if (typeof key1 == "string" && !pattern3.test(key1)) {
            let err9 = { instancePath: instancePath + "/layerMap", schemaPath: "#/properties/layerMap/propertyNames/pattern", keyword: "pattern", params: { pattern: "^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$" }, message: 'must match pattern "^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$"', schema: "^arn:[^:]+:lambda:[^:]+:[0-9]{12}:layer:[^:]+:[1-9][0-9]*$", parentSchema: schema11.properties.layerMap.propertyNames, data: key1, propertyName: key1 };
            vErrors === null ? vErrors = [err9] : vErrors.push(err9), errors++;
          }
          var valid1 = _errs11 === errors;
          if (!valid1) {
            let err10 = { instancePath: instancePath + "/layerMap", schemaPath: "#/properties/layerMap/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, message: "property name must be valid", schema: schema11.properties.layerMap.propertyNames, parentSchema: schema11.properties.layerMap, data: data4 };
            vErrors === null ? vErrors = [err10] : vErrors.push(err10), errors++;
          }
        }
        for (let key2 in data4) {
          let data5 = data4[key2];
          if (typeof data5 == "string") {
            if (!pattern2.test(data5)) {
              let err11 = { instancePath: instancePath + "/layerMap/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/layerMap/additionalProperties/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema11.properties.layerMap.additionalProperties, data: data5 };
              vErrors === null ? vErrors = [err11] : vErrors.push(err11), errors++;
            }
          } else {
            let err12 = { instancePath: instancePath + "/layerMap/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/layerMap/additionalProperties/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.layerMap.additionalProperties.type, parentSchema: schema11.properties.layerMap.additionalProperties, data: data5 };
            vErrors === null ? vErrors = [err12] : vErrors.push(err12), errors++;
          }
        }
      } else {
        let err13 = { instancePath: instancePath + "/layerMap", schemaPath: "#/properties/layerMap/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.layerMap.type, parentSchema: schema11.properties.layerMap, data: data4 };
        vErrors === null ? vErrors = [err13] : vErrors.push(err13), errors++;
      }
    }
    if (data.runtimes !== void 0) {
      let data6 = data.runtimes;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
        for (let key3 in data6) {
          let _errs17 = errors;
          if (typeof key3 == "string" && !pattern5.test(key3)) {
            let err14 = { instancePath: instancePath + "/runtimes", schemaPath: "#/properties/runtimes/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }, message: 'must match pattern "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"', schema: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", parentSchema: schema11.properties.runtimes.propertyNames, data: key3, propertyName: key3 };
            vErrors === null ? vErrors = [err14] : vErrors.push(err14), errors++;
          }
          var valid3 = _errs17 === errors;
          if (!valid3) {
            let err15 = { instancePath: instancePath + "/runtimes", schemaPath: "#/properties/runtimes/propertyNames", keyword: "propertyNames", params: { propertyName: key3 }, message: "property name must be valid", schema: schema11.properties.runtimes.propertyNames, parentSchema: schema11.properties.runtimes, data: data6 };
            vErrors === null ? vErrors = [err15] : vErrors.push(err15), errors++;
          }
        }
        for (let key4 in data6) {
          let data7 = data6[key4];
          if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
            if (data7.image === void 0) {
              let err16 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/runtimes/additionalProperties/required", keyword: "required", params: { missingProperty: "image" }, message: "must have required property 'image'", schema: schema11.properties.runtimes.additionalProperties.required, parentSchema: schema11.properties.runtimes.additionalProperties, data: data7 };
              vErrors === null ? vErrors = [err16] : vErrors.push(err16), errors++;
            }
            for (let key5 in data7)
              if (key5 !== "image") {
                let err17 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/runtimes/additionalProperties/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.runtimes.additionalProperties, data: data7 };
                vErrors === null ? vErrors = [err17] : vErrors.push(err17), errors++;
              }
            if (data7.image !== void 0) {
              let data8 = data7.image;
              if (typeof data8 == "string") {
                if (!pattern6.test(data8)) {
                  let err18 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/image", schemaPath: "#/properties/runtimes/additionalProperties/properties/image/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema11.properties.runtimes.additionalProperties.properties.image, data: data8 };
                  vErrors === null ? vErrors = [err18] : vErrors.push(err18), errors++;
                }
              } else {
                let err19 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1") + "/image", schemaPath: "#/properties/runtimes/additionalProperties/properties/image/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.runtimes.additionalProperties.properties.image.type, parentSchema: schema11.properties.runtimes.additionalProperties.properties.image, data: data8 };
                vErrors === null ? vErrors = [err19] : vErrors.push(err19), errors++;
              }
            }
          } else {
            let err20 = { instancePath: instancePath + "/runtimes/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/runtimes/additionalProperties/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.runtimes.additionalProperties.type, parentSchema: schema11.properties.runtimes.additionalProperties, data: data7 };
            vErrors === null ? vErrors = [err20] : vErrors.push(err20), errors++;
          }
        }
      } else {
        let err21 = { instancePath: instancePath + "/runtimes", schemaPath: "#/properties/runtimes/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.runtimes.type, parentSchema: schema11.properties.runtimes, data: data6 };
        vErrors === null ? vErrors = [err21] : vErrors.push(err21), errors++;
      }
    }
    if (data.defaults !== void 0) {
      let data9 = data.defaults;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        for (let key6 in data9)
          if (!(key6 === "runtime" || key6 === "architecture" || key6 === "timeout" || key6 === "memory" || key6 === "layers" || key6 === "environment" || key6 === "ignore")) {
            let err22 = { instancePath: instancePath + "/defaults", schemaPath: "#/properties/defaults/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, message: "must NOT have additional properties", schema: !1, parentSchema: schema11.properties.defaults, data: data9 };
            vErrors === null ? vErrors = [err22] : vErrors.push(err22), errors++;
          }
        if (data9.runtime !== void 0) {
          let data10 = data9.runtime;
          if (typeof data10 == "string") {
            if (!pattern6.test(data10)) {
              let err23 = { instancePath: instancePath + "/defaults/runtime", schemaPath: "#/definitions/runtime/pattern", keyword: "pattern", params: { pattern: "^\\S+$" }, message: 'must match pattern "^\\S+$"', schema: "^\\S+$", parentSchema: schema12, data: data10 };
              vErrors === null ? vErrors = [err23] : vErrors.push(err23), errors++;
            }
          } else {
            let err24 = { instancePath: instancePath + "/defaults/runtime", schemaPath: "#/definitions/runtime/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema12.type, parentSchema: schema12, data: data10 };
            vErrors === null ? vErrors = [err24] : vErrors.push(err24), errors++;
          }
        }
        if (data9.architecture !== void 0) {
          let data11 = data9.architecture;
          if (!(data11 === "x86_64" || data11 === "arm64")) {
            let err25 = { instancePath: instancePath + "/defaults/architecture", schemaPath: "#/definitions/architecture/enum", keyword: "enum", params: { allowedValues: schema13.enum }, message: "must be equal to one of the allowed values", schema: schema13.enum, parentSchema: schema13, data: data11 };
            vErrors === null ? vErrors = [err25] : vErrors.push(err25), errors++;
          }
        }
        if (data9.timeout !== void 0) {
          let data12 = data9.timeout;
          if (!(typeof data12 == "number" && !(data12 % 1) && !isNaN(data12) && isFinite(data12))) {
            let err26 = { instancePath: instancePath + "/defaults/timeout", schemaPath: "#/definitions/timeout/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema14.type, parentSchema: schema14, data: data12 };
            vErrors === null ? vErrors = [err26] : vErrors.push(err26), errors++;
          }
          if (typeof data12 == "number" && isFinite(data12)) {
            if (data12 > 900 || isNaN(data12)) {
              let err27 = { instancePath: instancePath + "/defaults/timeout", schemaPath: "#/definitions/timeout/maximum", keyword: "maximum", params: { comparison: "<=", limit: 900 }, message: "must be <= 900", schema: 900, parentSchema: schema14, data: data12 };
              vErrors === null ? vErrors = [err27] : vErrors.push(err27), errors++;
            }
            if (data12 < 1 || isNaN(data12)) {
              let err28 = { instancePath: instancePath + "/defaults/timeout", schemaPath: "#/definitions/timeout/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema14, data: data12 };
              vErrors === null ? vErrors = [err28] : vErrors.push(err28), errors++;
            }
          }
        }
        if (data9.memory !== void 0) {
          let data13 = data9.memory;
          if (!(typeof data13 == "number" && !(data13 % 1) && !isNaN(data13) && isFinite(data13))) {
            let err29 = { instancePath: instancePath + "/defaults/memory", schemaPath: "#/definitions/memory/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema15.type, parentSchema: schema15, data: data13 };
            vErrors === null ? vErrors = [err29] : vErrors.push(err29), errors++;
          }
          if (typeof data13 == "number" && isFinite(data13)) {
            if (data13 > 10240 || isNaN(data13)) {
              let err30 = { instancePath: instancePath + "/defaults/memory", schemaPath: "#/definitions/memory/maximum", keyword: "maximum", params: { comparison: "<=", limit: 10240 }, message: "must be <= 10240", schema: 10240, parentSchema: schema15, data: data13 };
              vErrors === null ? vErrors = [err30] : vErrors.push(err30), errors++;
            }
            if (data13 < 128 || isNaN(data13)) {
              let err31 = { instancePath: instancePath + "/defaults/memory", schemaPath: "#/definitions/memory/minimum", keyword: "minimum", params: { comparison: ">=", limit: 128 }, message: "must be >= 128", schema: 128, parentSchema: schema15, data: data13 };
              vErrors === null ? vErrors = [err31] : vErrors.push(err31), errors++;
            }
          }
        }
        if (data9.layers !== void 0) {
          let data14 = data9.layers;
          if (Array.isArray(data14)) {
            let len0 = data14.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data15 = data14[i0];
              if (typeof data15 == "string") {
                if (!pattern2.test(data15)) {
                  let err32 = { instancePath: instancePath + "/defaults/layers/" + i0, schemaPath: "#/definitions/layers/items/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema16.items, data: data15 };
                  vErrors === null ? vErrors = [err32] : vErrors.push(err32), errors++;
                }
              } else {
                let err33 = { instancePath: instancePath + "/defaults/layers/" + i0, schemaPath: "#/definitions/layers/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema16.items.type, parentSchema: schema16.items, data: data15 };
                vErrors === null ? vErrors = [err33] : vErrors.push(err33), errors++;
              }
            }
          } else {
            let err34 = { instancePath: instancePath + "/defaults/layers", schemaPath: "#/definitions/layers/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema16.type, parentSchema: schema16, data: data14 };
            vErrors === null ? vErrors = [err34] : vErrors.push(err34), errors++;
          }
        }
        if (data9.environment !== void 0) {
          let data16 = data9.environment;
          if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
            for (let key7 in data16) {
              let _errs46 = errors;
              if (typeof key7 == "string" && !pattern9.test(key7)) {
                let err35 = { instancePath: instancePath + "/defaults/environment", schemaPath: "#/definitions/environment/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" }, message: 'must match pattern "^[A-Za-z_][A-Za-z0-9_]*$"', schema: "^[A-Za-z_][A-Za-z0-9_]*$", parentSchema: schema17.propertyNames, data: key7, propertyName: key7 };
                vErrors === null ? vErrors = [err35] : vErrors.push(err35), errors++;
              }
              var valid15 = _errs46 === errors;
              if (!valid15) {
                let err36 = { instancePath: instancePath + "/defaults/environment", schemaPath: "#/definitions/environment/propertyNames", keyword: "propertyNames", params: { propertyName: key7 }, message: "property name must be valid", schema: schema17.propertyNames, parentSchema: schema17, data: data16 };
                vErrors === null ? vErrors = [err36] : vErrors.push(err36), errors++;
              }
            }
            for (let key8 in data16) {
              let data17 = data16[key8];
              if (typeof data17 != "string" && !(typeof data17 == "number" && isFinite(data17)) && typeof data17 != "boolean" && data17 !== null) {
                let err37 = { instancePath: instancePath + "/defaults/environment/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/definitions/environment/additionalProperties/type", keyword: "type", params: { type: schema17.additionalProperties.type }, message: "must be string,number,boolean,null", schema: schema17.additionalProperties.type, parentSchema: schema17.additionalProperties, data: data17 };
                vErrors === null ? vErrors = [err37] : vErrors.push(err37), errors++;
              }
            }
          } else {
            let err38 = { instancePath: instancePath + "/defaults/environment", schemaPath: "#/definitions/environment/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema17.type, parentSchema: schema17, data: data16 };
            vErrors === null ? vErrors = [err38] : vErrors.push(err38), errors++;
          }
        }
        if (data9.ignore !== void 0) {
          let data18 = data9.ignore;
          if (Array.isArray(data18)) {
            let len1 = data18.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data19 = data18[i1];
              if (typeof data19 == "string") {
                if (!pattern2.test(data19)) {
                  let err39 = { instancePath: instancePath + "/defaults/ignore/" + i1, schemaPath: "#/definitions/ignore/items/pattern", keyword: "pattern", params: { pattern: "\\S" }, message: 'must match pattern "\\S"', schema: "\\S", parentSchema: schema18.items, data: data19 };
                  vErrors === null ? vErrors = [err39] : vErrors.push(err39), errors++;
                }
              } else {
                let err40 = { instancePath: instancePath + "/defaults/ignore/" + i1, schemaPath: "#/definitions/ignore/items/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema18.items.type, parentSchema: schema18.items, data: data19 };
                vErrors === null ? vErrors = [err40] : vErrors.push(err40), errors++;
              }
            }
          } else {
            let err41 = { instancePath: instancePath + "/defaults/ignore", schemaPath: "#/definitions/ignore/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema18.type, parentSchema: schema18, data: data18 };
            vErrors === null ? vErrors = [err41] : vErrors.push(err41), errors++;
          }
        }
      } else {
        let err42 = { instancePath: instancePath + "/defaults", schemaPath: "#/properties/defaults/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.defaults.type, parentSchema: schema11.properties.defaults, data: data9 };
        vErrors === null ? vErrors = [err42] : vErrors.push(err42), errors++;
      }
    }
    if (data.functions !== void 0) {
      let data20 = data.functions;
      if (data20 && typeof data20 == "object" && !Array.isArray(data20)) {
        if (Object.keys(data20).length < 1) {
          let err43 = { instancePath: instancePath + "/functions", schemaPath: "#/properties/functions/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema11.properties.functions, data: data20 };
          vErrors === null ? vErrors = [err43] : vErrors.push(err43), errors++;
        }
        for (let key9 in data20) {
          let _errs57 = errors;
          if (typeof key9 == "string" && !pattern11.test(key9)) {
            let err44 = { instancePath: instancePath + "/functions", schemaPath: "#/properties/functions/propertyNames/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_-]{1,64}$" }, message: 'must match pattern "^[A-Za-z0-9_-]{1,64}$"', schema: "^[A-Za-z0-9_-]{1,64}$", parentSchema: schema11.properties.functions.propertyNames, data: key9, propertyName: key9 };
            vErrors === null ? vErrors = [err44] : vErrors.push(err44), errors++;
          }
          var valid20 = _errs57 === errors;
          if (!valid20) {
            let err45 = { instancePath: instancePath + "/functions", schemaPath: "#/properties/functions/propertyNames", keyword: "propertyNames", params: { propertyName: key9 }, message: "property name must be valid", schema: schema11.properties.functions.propertyNames, parentSchema: schema11.properties.functions, data: data20 };
            vErrors === null ? vErrors = [err45] : vErrors.push(err45), errors++;
          }
        }
        for (let key10 in data20)
          validate11(data20[key10], { instancePath: instancePath + "/functions/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data20, parentDataProperty: key10, rootData }) || (vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors), errors = vErrors.length);
      } else {
        let err46 = { instancePath: instancePath + "/functions", schemaPath: "#/properties/functions/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.functions.type, parentSchema: schema11.properties.functions, data: data20 };
        vErrors === null ? vErrors = [err46] : vErrors.push(err46), errors++;
      }
    }
  } else {
    let err47 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    vErrors === null ? vErrors = [err47] : vErrors.push(err47), errors++;
  }
  return validate10.errors = vErrors, errors === 0;
}
export {
  validate
};
