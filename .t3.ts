import {connectEngine} from './src/docker/connect.js';
import {processIdentity} from './src/files/process-identity.js';
import {buildImage} from './src/image/build-image.js';
import {imageTools} from './src/wire/image-tools.js';
const engine = await connectEngine({dockerHost: process.argv[2]!, variables: {}});
const tools = imageTools({engine, ownership: processIdentity(), cacheFolder: '/tmp/full/cache'});
for (let i=0;i<4;i++) try { const t=performance.now(); const b=await buildImage(tools,{project:'p',registry:'x',pull:'never',standIn:'never',spec:{name:'big',runtime:'nodejs22.x',architecture:'x86_64',handler:'x',code:{kind:'directory',path:process.argv[3]!,ignore:[]},baseImage:process.argv[4]!,layers:[],environment:{},memoryMb:1,timeoutMs:1,place:null}});
console.log(b.identity.reference, performance.now()-t); } catch (e:any) { console.log(e.code, e.message, e.suggestions, e.cause?.message); }
