import{$ as G,B as K,H as nn,I as en,J as B,K as q,L,O as I,Q as tn,R as M,W as R,Y as on,da as rn,j as S,m as X,n as D,o as k,p as _,r as Z,u as v,x as w}from"./chunk-NTZUCA2E.js";var T=class extends Error{constructor(t,r,i){super(t);this.hint=r;this.code=i}hint;code},sn=S(""),In=S(!1);function En(n){let[e]=n;return new T(e?.message??"",e?.extensions?.hint??"",e?.extensions?.code??"")}var an=S(new Map);async function W(n,e,{stop:t,panel:r}={}){r&&(an.value=new Map(an.value).set(r,{query:n,variables:e}));let i={"content-type":"application/json"};sn.value&&(i.authorization=`Bearer ${sn.value}`);let o=JSON.stringify({query:n,variables:e}),u=await fetch("/graphql",{method:"POST",headers:i,body:o,signal:t??null}).catch(s=>{throw t?.aborted?s:new T("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")});In.value=u.status===401;let a=await u.json();if(a.errors?.length||!a.data)throw En(a.errors??[]);return a.data}var un={fn:"nouns",fk:"kinds",fs:"sources"},cn={ff:"from",ft:"to"};function pn(n,e,t){if(!n.things.size)return"";let r=new Map([...n.things.keys()].map((s,l)=>[s,l])),i=new URLSearchParams;i.set("n",[...n.things.values()].map(s=>`${s.id},${Math.round(s.x)},${Math.round(s.y)}`).join(";"));let o=[...n.relations.values()].map(s=>`${s.kind},${r.get(s.from)},${r.get(s.to)}`),{filters:u}=n,a=[["e",o.join(";")],["s",e],...Object.entries(un).map(([s,l])=>[s,[...u[l]].join(";")]),...Object.entries(cn).map(([s,l])=>[s,u[l]?.toString()??""]),["fd",u.degree?String(u.degree):""],["v",t.view==="graph"?"":t.view],["l",t.side],["t",t.timeline?"1":""],["th",t.theme??""],["c",t.camera?[t.camera.x,t.camera.y,t.camera.ratio].map(s=>s.toFixed(4)).join(","):""]];for(let[s,l]of a)l&&i.set(s,l);return i.toString().replaceAll("%2C",",").replaceAll("%3B",";").replaceAll("%3A",":").replaceAll("%2F","/")}function fn(n){let e=new URLSearchParams(n.replace(/^#/,"").replaceAll("+","%2B")),t=d=>e.get(d)??"",r=dn(t("n")).flatMap(([d,m,g])=>{let y={id:d??"",x:Number(m),y:Number(g)};return y.id&&Number.isFinite(y.x)&&Number.isFinite(y.y)?[y]:[]}),i=dn(t("e")).map(([d,m,g])=>`${d}/${r[Number(m)]?.id}/${r[Number(g)]?.id}`),o=Object.entries(un).map(([d,m])=>[m,new Set(t(d).split(";").filter(Boolean))]),u=Object.entries(cn).map(([d,m])=>[m,ln(t(d))]),a={...X,...Object.fromEntries([...o,...u]),degree:ln(t("fd"))??0},[s,l,c]=t("c").split(",").map(Number),h={view:nn.find(d=>d===t("v"))??"graph",side:en.find(d=>d===t("l"))??"",timeline:t("t")==="1",theme:["light","dark"].find(d=>d===t("th"))??null,camera:s!==void 0&&l!==void 0&&c&&[s,l,c].every(Number.isFinite)?{x:s,y:l,ratio:c}:null};return{things:r,relations:new Set(i),selected:t("s"),filters:a,look:h}}function ln(n){return n&&Number.isFinite(Number(n))?Number(n):null}function dn(n){return n?n.split(";").map(e=>e.split(",")):[]}var mn=Math.PI*(3-Math.sqrt(5));function gn(n,e,t){let r=[...n.things.values()],i=[];for(let o=r.length?2:0;i.length<t;o+=1){let u=27*Math.sqrt(o)*1.15,a={x:e.x+u*Math.cos(o*mn)*1.35,y:e.y+u*Math.sin(o*mn)};r.every(s=>Math.hypot((s.x-a.x)/1.35,s.y-a.y)>=27)&&(r.push(a),i.push(a))}return i}var z=1.7,kn=300,yn=.12,Rn=6e6,An=7,Cn=34,bn=42,Vn=40,hn=185,Nn=({label:n})=>Math.max(27,Math.min(Cn,n.length)*An);function vn(n,e){let t=new Set([...n.relations.values()].flatMap(({from:d,to:m})=>[d,m])),r=[...e].filter(d=>!t.has(d)),i=new Set(r),o=[...n.things.values()].filter(({id:d})=>!i.has(d)).map(d=>({id:d.id,x:d.x/z,y:d.y,free:e.has(d.id),width:Nn(d)/z})),u=o.filter(({free:d})=>d),a=Math.min(kn,Math.floor(Rn/(u.length*o.length||1))),s=new Map(o.map(d=>[d.id,d])),l=[...n.relations.values()].flatMap(({from:d,to:m})=>{let[g,y]=[s.get(d),s.get(m)];return g&&y&&g!==y&&(g.free||y.free)?[[g,y]]:[]}),c=27*1.6;for(let d=0;d<a;d+=1){let m=new Map(u.map(p=>[p,{x:0,y:0}])),g=(p,x,b)=>{let f=m.get(p);f&&Object.assign(f,{x:f.x+x,y:f.y+b})},y={x:xn(o,"x"),y:xn(o,"y")};for(let p of u){for(let x of o){if(x===p)continue;let[b,f]=[p.x-x.x,p.y-x.y],$=Math.max(.01,b*b+f*f);g(p,b*c*c/$,f*c*c/$)}g(p,(y.x-p.x)*yn,(y.y-p.y)*yn)}for(let[p,x]of l){let[b,f]=[x.x-p.x,x.y-p.y],$=Math.hypot(b,f)/c;g(p,b*$,f*$),g(x,-b*$,-f*$)}let J=c*2*(1-d/a)+.1;for(let[p,{x,y:b}]of m){let f=Math.hypot(x,b)||1;p.x+=x/f*Math.min(f,J),p.y+=b/f*Math.min(f,J)}}jn(o,a>0);let h=new Map(n.things);for(let{id:d,x:m,y:g}of u){let y=h.get(d);y&&h.set(d,{...y,x:m*z,y:g})}return{...n,things:Fn(h,r)}}function jn(n,e){for(let t=0;e&&t<Vn;t+=1)for(let[r,i]of n.entries())for(let o of n.slice(r+1)){if(!i.free&&!o.free)continue;let[u,a]=[o.x-i.x,o.y-i.y],[s,l]=[(i.width+o.width)/2-Math.abs(u),bn-Math.abs(a)];if(s<=0||l<=0)continue;let c=i.free&&o.free?.5:1,[h,d]=s<l?[Math.sign(u||1)*s*c,0]:[0,Math.sign(a||1)*l*c];i.free&&Object.assign(i,{x:i.x-h,y:i.y-d}),o.free&&Object.assign(o,{x:o.x+h,y:o.y+d})}}function Fn(n,e){let t=[...n.values()].filter(({id:a})=>!e.includes(a)),[r,i]=[Math.min(...t.map(({x:a})=>a)),Math.max(...t.map(({x:a})=>a))];if(!t.length)return n;let o=Math.min(...t.map(({y:a})=>a)),u=Math.max(3,Math.floor((i-r)/hn)+1);for(let[a,s]of e.entries()){let l=n.get(s),[c,h]=[Math.floor(a/u),a%u];l&&n.set(s,{...l,x:r+h*hn,y:o-(c*1.2+1.4)*bn})}return n}function xn(n,e){return n.reduce((t,r)=>t+r[e],0)/(n.length||1)}var Dn={Location:"latitude longitude",Period:"start end text precision basis"};function C(n,e,t){return Object.entries(n.nouns[e]?.fields??{}).flatMap(([r,i])=>i.type===t?[r]:[])}function wn(n,e){let t=Object.entries(e.nouns).flatMap(([r,{interface:i,labels:o}])=>{if(i||!o.includes("Entity"))return[];let u=Object.entries(Dn).flatMap(([a,s])=>C(e,r,a).map(l=>`      ${l} { ${s} }`));return u.length?[`  ... on ${r} {
${u.join(`
`)}
  }`]:[]});return n.replace("fragment Known on Entity {",r=>[r,...t].join(`
`))}var Hn=`query Search($text: String!, $first: Int!) {
  search(text: $text, kinds: ["Entity"], first: $first) {
    totalCount
    edges {
      node {
        __typename
        id
        ... on Entity {
          label
        }
      }
      highlights {
        text
      }
    }
  }
}`,$n=`query Expand($ids: [ID!]!, $depth: Int!, $kinds: [RelationKind!], $direction: RelationDirection, $first: Int!, $after: String, $beside: [ID!]) {
  neighbourhood(
    ids: $ids
    depth: $depth
    edgeKinds: $kinds
    direction: $direction
    first: $first
    after: $after
    beside: $beside
  ) {
    totalCount
    truncated {
      reason
      hint
      cursor
    }
    nodes {
      node {
        ...Known
      }
    }
    relations {
      ...Edge
    }
  }
}
fragment Known on Entity {
  __typename
  id
  label
  relationCounts {
    kind
    direction
    count
  }
  statements(first: 50) {
    pageInfo {
      hasNextPage
    }
    nodes {
      reportedIn {
        id
        title
        outlet
      }
    }
  }
}
fragment Edge on Relation {
  id
  kind
  from {
    id
  }
  to {
    id
  }
  modality
  disputed
  alternative
  period {
    start
    end
    text
    precision
    basis
  }
  evidence(first: 50) {
    pageInfo {
      hasNextPage
    }
    nodes {
      statement {
        reportedIn {
          id
          title
          outlet
        }
      }
    }
  }
}`,Yn=`query Connect($from: [ID!]!, $to: [ID!]!, $kinds: [RelationKind!], $modalities: [Modality!], $most: Int!, $first: Int!) {
  paths(
    from: {ids: $from}
    to: {ids: $to}
    search: K_SHORTEST
    edgeKinds: $kinds
    modalities: $modalities
    maxLength: $most
    first: $first
  ) {
    truncated {
      reason
      hint
    }
    paths {
      length
      certainty
      nodes {
        __typename
        id
        label
      }
      hops {
        certainty
        relations {
          id
          kind
          from {
            __typename
            id
            label
          }
          to {
            __typename
            id
            label
          }
        }
      }
    }
  }
}`,Jn=`query ThingTold($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    ... on Entity {
      label
      evidence(first: $first, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...Told
        }
      }
    }
  }
}
fragment Told on Claim {
  id
  subject
  field
  value
  object
  text
  row
  polarity
  modality
  span {
    start
    end
  }
  statement {
    id
    text
    row
    attributed
    span {
      start
      end
    }
    saidBy(first: 10) {
      nodes {
        label
      }
    }
    reportedIn {
      id
      title
      outlet
      url
      publishedAt
    }
  }
}`,Xn=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
  neighbourhood(ids: $ends, depth: 0, edgeKinds: $kinds) {
    relations {
      id
      evidence(first: $first, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          ...Told
        }
      }
    }
  }
}
fragment Told on Claim {
  id
  subject
  field
  value
  object
  text
  row
  polarity
  modality
  span {
    start
    end
  }
  statement {
    id
    text
    row
    attributed
    span {
      start
      end
    }
    saidBy(first: 10) {
      nodes {
        label
      }
    }
    reportedIn {
      id
      title
      outlet
      url
      publishedAt
    }
  }
}`,Zn=`query Words($id: ID!) {
  node(id: $id) {
    ... on Document {
      text
    }
  }
}`,ne=`query Begin {
  entities(first: 0) {
    totalCount
  }
  documents(first: 0) {
    totalCount
  }
  latest: documents(
    where: {publishedAt: {isNull: false}}
    orderBy: [{publishedAt: DESC}]
    first: 5
  ) {
    nodes {
      id
      title
      outlet
      publishedAt
    }
  }
}`,Sn=`query Speaks($id: ID!) {
  document(id: $id) {
    statements(first: 1000) {
      nodes {
        about(first: 100) {
          nodes {
            id
          }
        }
      }
    }
  }
}`,ee=`query Named($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Entity {
      label
    }
  }
}`,te=`mutation Ingest($input: IngestInput!) {
  ingest(input: $input) {
    documentId
    changes {
      statementsAdded
    }
  }
}`,oe=`query Snapshot($ids: [ID!]!) {
  neighbourhood(ids: $ids, depth: 0, first: 1000) {
    relations {
      id
      kind
      from {
        id
      }
      to {
        id
      }
      evidence(first: 50) {
        nodes {
          ...Told
        }
      }
    }
  }
}
fragment Told on Claim {
  id
  subject
  field
  value
  object
  text
  row
  polarity
  modality
  span {
    start
    end
  }
  statement {
    id
    text
    row
    attributed
    span {
      start
      end
    }
    saidBy(first: 10) {
      nodes {
        label
      }
    }
    reportedIn {
      id
      title
      outlet
      url
      publishedAt
    }
  }
}`;function Mn(n){let e=new Map;for(let t of n)t&&e.set(t.id,{id:t.id,name:t.title??t.outlet??t.id});return[...e.values()]}function U(n,e){let t=n,r=C(e,n.__typename,"Period").map(a=>t[a]),i=C(e,n.__typename,"Location").map(a=>t[a]),o={spans:r.flatMap(a=>a?K(a)??[]:[]),sources:Mn(n.statements.nodes.map(({reportedIn:a})=>a)),partial:n.statements.pageInfo.hasNextPage},u=e.nouns[n.__typename]?.journey?null:i.find(a=>a)??null;return{...o,id:n.id,noun:n.__typename,label:n.label,counts:n.relationCounts,place:u}}function H(n){let e=n.period&&K(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:e?[e]:[],sources:Mn(n.evidence.nodes.map(({statement:t})=>t.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var Y=25,V=1e3,N=S(""),Tn=S(null),E=new Map;async function O(n){Tn.value=null;try{await n()}catch(e){if(!(e instanceof T))throw e;Tn.value=e}}async function Q(n){let e=wn($n,R.value);return(await W(e,n,{panel:"canvas"})).neighbourhood}function j(){return[...v.value.things.keys()].slice(-V)}function Pn(n,e,t){let r=e.filter(o=>!n.things.has(o.id)),i=gn(n,t,r.length);return r.map((o,u)=>({...U(o,R.value),...i[u]??t}))}function F(n,e,t,r){let i=Pn(n,e,r);return vn(k(n,i,t.map(H)),new Set(i.map(({id:o})=>o)))}function On({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:e})=>e))+135:0,y:0}}var P=n=>n.nodes.map(({node:e})=>e);function we(n,e){return O(async()=>{let t=await Q({ids:[n],depth:1,first:Y+1,beside:j()}),r=P(t),i=v.value.things.get(n);w(e,o=>{let u=i??On(o),a=Pn(D,r.filter(s=>s.id===n),u);return F(k(o,a.map(s=>({...s,...u})),[]),r,t.relations,u)}),I.value=n,M.value=[n,...r.map(o=>o.id)],N.value=`${e}: ${r.length-1} / ${t.totalCount-1}`})}function $e(n,e,t,r){return O(async()=>{let i=await Q({ids:[n],depth:1,kinds:[t],direction:r,first:Y+1,beside:j()}),o=P(i);w(e,u=>F(u,o,i.relations,{x:0,y:0})),I.value=n,M.value=o.map(u=>u.id),N.value=`${e}: ${o.length-1} / ${i.totalCount-1}`})}function Se(n,e,t){return O(async()=>{let r=[n,e,t].join("|"),i=await Q({ids:[n],depth:1,kinds:e?[e]:null,direction:t??null,first:Y+1,after:E.get(r)??null,beside:j()}),o=i.truncated?.cursor;o?E.set(r,o):E.delete(r);let u=v.value.things.get(n)?.label??n,a=v.value.things.size,s=v.value.things.get(n)??{x:0,y:0};w(`${u} \xB7 ${e?on(e):rn.expandAll}`,l=>F(l,P(i),i.relations,s)),M.value=[n,...P(i).map(l=>l.id)],N.value=`${u}: +${v.value.things.size-a}`})}function _n(n,e){return O(async()=>{let t=await Q({ids:e.slice(0,V),depth:0,first:V,beside:j()}),r=P(t),i=r.flatMap(({id:o})=>v.value.things.get(o)??[])[0];w(n,o=>F(o,r,t.relations,i??On(o))),M.value=r.map(o=>o.id),N.value=`${n}: ${r.length}`})}async function Me(n,e){let t=new Set;await O(async()=>{let{document:r}=await W(Sn,{id:n},{panel:"canvas"});for(let i of r?.statements.nodes??[])for(let o of i.about.nodes)t.add(o.id)}),t.size&&await _n(e,[...t])}function Te(n){let e=v.value.things.get(n)?.label??n;w(e,t=>_(t,new Set([n])))}function Pe(n){let e=Z(v.value,n);for(let t of E.keys())t.startsWith(`${n}|`)&&E.delete(t);e.size&&w(v.value.things.get(n)?.label??n,t=>_(t,e))}function Oe(n){let e={view:B.value,side:q.value,timeline:L.value,theme:G.value,camera:n};return pn(v.value,I.value,e)}function Ie(n){return O(async()=>{let e=fn(n);if(!e.things.length)return;let t=await Q({ids:e.things.map(({id:l})=>l),depth:0,first:V}),r=new Map(e.things.map(l=>[l.id,l])),i=new Map(P(t).map(l=>[l.id,U(l,R.value)])),o=e.things.flatMap(({id:l})=>{let[c,h]=[i.get(l),r.get(l)];return c&&h?[{...c,x:h.x,y:h.y}]:[]}),u=new Map(t.relations.map(l=>[l.id,H(l)])),a=[...e.relations].flatMap(l=>u.get(l)??[]);w("#",()=>({...k(D,o,a),filters:e.filters}));let{look:s}=e;B.value=s.view,q.value=s.side,L.value=s.timeline,s.theme&&(G.value=s.theme),I.value=e.selected,s.camera?tn.value=s.camera:M.value=o.map(({id:l})=>l)})}export{T as a,sn as b,In as c,an as d,W as e,Hn as f,Yn as g,Jn as h,Xn as i,Zn as j,ne as k,ee as l,te as m,oe as n,N as o,Tn as p,O as q,we as r,$e as s,Se as t,_n as u,Me as v,Te as w,Pe as x,Oe as y,Ie as z};
