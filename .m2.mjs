import {createRequire} from 'node:module';
const require=createRequire('/work/main/package.json');
const Docker=require('dockerode'); const tarfs=require('tar-fs'); const tar=require('tar-stream');
import {createHash,randomUUID} from 'node:crypto'; import {writeFileSync} from 'node:fs';
const d=new Docker({socketPath:'/var/run/docker.sock'});
const now=()=>performance.now();
const follow=(s)=>new Promise((ok,no)=>{let last;d.modem.followProgress(s,(e,o)=>e?no(e):ok(o))});
const buildFolder=process.argv[2], mode=process.argv[3], n=Number(process.argv[4]??5);
const salt=()=>{writeFileSync(buildFolder+'/salt.txt',randomUUID())};
const packed=(extra)=>tarfs.pack(buildFolder,{map:(h)=>{h.uid=0;h.gid=0;if(extra)h.name=extra+h.name;return h}});
async function classic(version){
  const p=packed('ctx/'); p.entry({name:'Dockerfile'},'FROM lambdock-measure:base\nCOPY ctx/ /var/task/\n',()=>{});
  return p;
}
const modes={
 async classic(){
  const pack=tar.pack(); pack.entry({name:'Dockerfile'},'FROM lambdock-measure:base\nCOPY ctx/ /var/task/\n');
  tarfs.pack(buildFolder,{pack,map:(h)=>{h.uid=0;h.gid=0;h.name='ctx/'+h.name;return h}});
  const s=await d.buildImage(pack,{t:'lambdock-measure:out',labels:{a:'b'}}); const o=await follow(s); if(o.at(-1).error) throw o.at(-1);
 },
 async buildkit(){
  const pack=tar.pack(); pack.entry({name:'Dockerfile'},'FROM lambdock-measure:base\nCOPY ctx/ /var/task/\n');
  tarfs.pack(buildFolder,{pack,map:(h)=>{h.uid=0;h.gid=0;h.name='ctx/'+h.name;return h}});
  const s=await d.buildImage(pack,{t:'lambdock-measure:out',version:'2'}); const o=await follow(s); if(o.at(-1).error) throw o.at(-1);
 },
 async commit(){
  const t=[now()];
  const c=await d.createContainer({name:'lambdock-measure-b',Image:'lambdock-measure:base',Labels:{x:'y'},NetworkDisabled:true,HostConfig:{NetworkMode:'none'}}); t.push(now());
  await c.putArchive(packed('var/task/'),{path:'/'}); t.push(now());
  await c.commit({repo:'lambdock-measure',tag:'out',pause:false}); t.push(now());
  await c.remove({force:true}); t.push(now());
  return t.slice(1).map((x,i)=>Math.round(x-t[i])).join('/');
 },
 async load(){
  // synthesised image whose base layers are not in the archive
  const base=await d.getImage('lambdock-measure:base').inspect();
  const {spawnSync}=require('node:child_process');
  const chunks=[]; for await(const c of packed('var/task/')) chunks.push(c); const layer=Buffer.concat(chunks);
  const diff='sha256:'+createHash('sha256').update(layer).digest('hex');
  const config={architecture:'amd64',os:'linux',config:{...base.Config,Labels:{l:'1'}},created:new Date().toISOString(),rootfs:{type:'layers',diff_ids:[...base.RootFS.Layers,diff]},history:[{created_by:'x'},{created_by:'y'}]};
  const cj=JSON.stringify(config); const id=createHash('sha256').update(cj).digest('hex');
  const p=tar.pack();
  p.entry({name:'manifest.json'},JSON.stringify([{Config:id+'.json',RepoTags:['lambdock-measure:out'],Layers:['base.tar','code.tar']}]));
  p.entry({name:id+'.json'},cj); p.entry({name:'code.tar'},layer); p.finalize();
  const s=await d.loadImage(p,{quiet:1}); const o=await follow(s); if(o.at(-1)?.error) throw new Error(JSON.stringify(o.at(-1)));
 }
};

const names=mode.split(',');const all=Object.fromEntries(names.map(n=>[n,[]]));
for(let i=0;i<n;i++) for(const m of names){salt();const t=now();await modes[m]();all[m].push(now()-t)}
for(const m of names){const x=all[m].sort((a,b)=>a-b);console.log(buildFolder,m,'median',Math.round(x[x.length>>1]),'min',Math.round(x[0]))}
