import{$ as H,C as G,D as fn,G as b,J as w,M as gn,O as L,P as hn,S as Y,Y as O,Z as yn,_ as bn,aa as X,ba as Z,ea as $,ha as xn,ia as I,j as T,ka as nn,m as E,na as en,p as dn,s as un,t as J,ta as tn,u as j,v as cn,w as U,y as pn,z as mn}from"./chunk-V2LTUYFI.js";var Q=class extends Error{constructor(t,o,a){super(t);this.hint=o;this.code=a}hint;code},vn=T(""),Ln=T(!1);function Bn([n]){return new Q(n?.message??"",n?.extensions?.hint??"",n?.extensions?.code??"")}function Fn(){return new Q("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")}function Wn(n){return{"content-type":n,...vn.value?{authorization:`Bearer ${vn.value}`}:{}}}var wn=T(new Map);async function on(n,e,{stop:t,panel:o}={}){o&&(wn.value=new Map(wn.value).set(o,{query:n,variables:e}));let a=Wn("application/json"),i=JSON.stringify({query:n,variables:e}),l=await fetch("/graphql",{method:"POST",headers:a,body:i,signal:t??null}).catch(s=>{throw t?.aborted?s:Fn()});Ln.value=l.status===401;let r=await l.json();if(r.errors?.length||!r.data)throw Bn(r.errors??[]);return r.data}var Mn={fn:"nouns",fk:"kinds",fs:"sources"},Sn={ff:"from",ft:"to"};function Tn(n,e,t){if(!n.things.size)return"";let o=new Map([...n.things.keys()].map((s,d)=>[s,d])),a=new URLSearchParams;a.set("n",[...n.things.values()].map(s=>`${s.id},${Math.round(s.x)},${Math.round(s.y)}`).join(";"));let i=[...n.relations.values()].map(s=>`${s.kind},${o.get(s.from)},${o.get(s.to)}`),{filters:l}=n,r=[["e",i.join(";")],["s",e],["p",[...n.pinned].flatMap(s=>o.get(s)??[]).join(";")],...Object.entries(Mn).map(([s,d])=>[s,[...l[d]].join(";")]),...Object.entries(Sn).map(([s,d])=>[s,l[d]?.toString()??""]),["fd",l.degree?String(l.degree):""],["v",t.view==="graph"?"":t.view],["l",t.side],["t",t.timeline?"1":""],["b",t.bundling?"1":""],["th",t.theme??""],["c",t.camera?[t.camera.x,t.camera.y,t.camera.ratio].map(s=>s.toFixed(4)).join(","):""]];for(let[s,d]of r)d&&a.set(s,d);return a.toString().replaceAll("%2C",",").replaceAll("%3B",";").replaceAll("%3A",":").replaceAll("%2F","/")}function On(n){let e=new URLSearchParams(n.replace(/^#/,"").replaceAll("+","%2B")),t=c=>e.get(c)??"",o=an(t("n")).flatMap(([c,m,y])=>{let M={id:c??"",x:Number(m),y:Number(y)};return M.id&&Number.isFinite(M.x)&&Number.isFinite(M.y)?[M]:[]}),a=an(t("e")).map(([c,m,y])=>`${c}/${o[Number(m)]?.id}/${o[Number(y)]?.id}`),i=new Set(an(t("p")).flatMap(([c])=>o[Number(c)]?.id??[])),l=Object.entries(Mn).map(([c,m])=>[m,new Set(t(c).split(";").filter(Boolean))]),r=Object.entries(Sn).map(([c,m])=>[m,$n(t(c))]),s={...un,...Object.fromEntries([...l,...r]),degree:$n(t("fd"))??0},[d,p,h]=t("c").split(",").map(Number),u={view:yn.find(c=>c===t("v"))??"graph",side:bn.find(c=>c===t("l"))??"",timeline:t("t")==="1",bundling:t("b")==="1",theme:["light","dark"].find(c=>c===t("th"))??null,camera:d!==void 0&&p!==void 0&&h&&[d,p,h].every(Number.isFinite)?{x:d,y:p,ratio:h}:null};return{things:o,relations:new Set(a),selected:t("s"),pinned:i,filters:s,look:u}}function $n(n){return n&&Number.isFinite(Number(n))?Number(n):null}function an(n){return n?n.split(";").map(e=>e.split(",")):[]}var rn=1.7,Kn=300,In=.12,qn=6e6,zn=7,Jn=34,kn=42,Un=40,Pn=185,Gn=({label:n})=>Math.max(27,Math.min(Jn,n.length)*zn);function B(n,e){let t=new Set([...n.relations.values()].flatMap(({from:u,to:c})=>[u,c])),o=[...e].filter(u=>!t.has(u)),a=new Set(o),i=[...n.things.values()].filter(({id:u})=>!a.has(u)).map(u=>({id:u.id,x:u.x/rn,y:u.y,free:e.has(u.id),width:Gn(u)/rn})),l=i.filter(({free:u})=>u),r=Math.min(Kn,Math.floor(qn/(l.length*i.length||1))),s=new Map(i.map(u=>[u.id,u])),d=[...n.relations.values()].flatMap(({from:u,to:c})=>{let[m,y]=[s.get(u),s.get(c)];return m&&y&&m!==y&&(m.free||y.free)?[[m,y]]:[]}),p=27*1.6;for(let u=0;u<r;u+=1){let c=new Map(l.map(f=>[f,{x:0,y:0}])),m=(f,x,v)=>{let g=c.get(f);g&&Object.assign(g,{x:g.x+x,y:g.y+v})},y=L(i);for(let f of l){for(let x of i){if(x===f)continue;let[v,g]=[f.x-x.x,f.y-x.y],S=Math.max(.01,v*v+g*g);m(f,v*p*p/S,g*p*p/S)}m(f,(y.x-f.x)*In,(y.y-f.y)*In)}for(let[f,x]of d){let[v,g]=[x.x-f.x,x.y-f.y],S=Math.hypot(v,g)/p;m(f,v*S,g*S),m(x,-v*S,-g*S)}let M=p*2*(1-u/r)+.1;for(let[f,{x,y:v}]of c){let g=Math.hypot(x,v)||1;f.x+=x/g*Math.min(g,M),f.y+=v/g*Math.min(g,M)}}Yn(i,r>0);let h=new Map(n.things);for(let{id:u,x:c,y:m}of l){let y=h.get(u);y&&h.set(u,{...y,x:c*rn,y:m})}return{...n,things:Hn(h,o)}}function Yn(n,e){for(let t=0;e&&t<Un;t+=1)for(let[o,a]of n.entries())for(let i of n.slice(o+1)){if(!a.free&&!i.free)continue;let[l,r]=[i.x-a.x,i.y-a.y],[s,d]=[(a.width+i.width)/2-Math.abs(l),kn-Math.abs(r)];if(s<=0||d<=0)continue;let p=a.free&&i.free?.5:1,[h,u]=s<d?[Math.sign(l||1)*s*p,0]:[0,Math.sign(r||1)*d*p];a.free&&Object.assign(a,{x:a.x-h,y:a.y-u}),i.free&&Object.assign(i,{x:i.x+h,y:i.y+u})}}function Hn(n,e){let t=[...n.values()].filter(({id:r})=>!e.includes(r)),[o,a]=[Math.min(...t.map(({x:r})=>r)),Math.max(...t.map(({x:r})=>r))];if(!t.length)return n;let i=Math.min(...t.map(({y:r})=>r)),l=Math.max(3,Math.floor((a-o)/Pn)+1);for(let[r,s]of e.entries()){let d=n.get(s),[p,h]=[Math.floor(r/l),r%l];d&&n.set(s,{...d,x:o+h*Pn,y:i-(p*1.2+1.4)*kn})}return n}var ge=["forces","columns","circle","time"],sn=42,F=210;function Cn(n,e,t,o){let a=[...t.things.values()].filter(({id:r})=>o.has(r)),i=n==="forces"?Zn(t,o):Xn(ne[n](a,t),t,o),l=new Map(e.things);for(let[r,s]of i){let d=l.get(r);d&&l.set(r,{...d,...s})}return{...e,things:l}}function Xn(n,e,t){let o=[...e.things.values()].filter(({id:i})=>!t.has(i)).map(({x:i})=>i);if(!o.length||!n.size)return n;let a=Math.max(...o)+F-Math.min(...[...n.values()].map(({x:i})=>i));return new Map([...n].map(([i,{x:l,y:r}])=>[i,{x:l+a,y:r}]))}function Zn(n,e){let t=Qn([...n.things.values()].filter(({id:a})=>e.has(a))),o=new Map([...n.things].map(([a,i])=>[a,{...i,...t.get(a)}]));return new Map([...B({...n,things:o},e).things].filter(([a])=>e.has(a)))}var ne={columns:ee,circle:Qn,time:oe};function ee(n,{relations:e}){let t=fn(e.values()),o=({id:i})=>t.get(i)??0,a=[...G(n,({noun:i})=>i)].sort(([i],[l])=>i.localeCompare(l));return te(a.map(([,i])=>i.sort((l,r)=>o(r)-o(l))))}function te(n){let e=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),t=n.flatMap(o=>{let a=Math.ceil(o.length/e);return Array.from({length:a},(i,l)=>o.filter((r,s)=>s%a===l))});return new Map(t.flatMap((o,a)=>o.map(({id:i},l)=>[i,{x:(a-(t.length-1)/2)*F,y:((o.length-1)/2-l)*sn}])))}function Qn(n){let e=[...n].sort((o,a)=>o.noun.localeCompare(a.noun)||o.label.localeCompare(a.label)),t=Math.max(54,e.length*27*1.5/Math.PI);return new Map(e.map(({id:o},a)=>{let i=Math.PI/2-a/e.length*2*Math.PI;return[o,{x:t*1.35*Math.cos(i),y:t*Math.sin(i)}]}))}function oe(n){let e=({spans:[r]})=>r?.from??r?.to??null,t=n.filter(r=>e(r)!==null).sort((r,s)=>Number(e(r))-Number(e(s))),o=[...G(t,e)],a=new Map(o.flatMap(([,r],s)=>r.map(({id:d},p)=>[d,{x:s*F,y:p*sn}]))),i=Math.max(4,o.length),l=n.filter(r=>e(r)===null).sort((r,s)=>r.noun.localeCompare(s.noun));for(let[r,{id:s}]of l.entries())a.set(s,{x:r%i*F,y:-(2+Math.floor(r/i))*sn*1.4});return a}var ie={Location:"latitude longitude",Period:"start end text precision basis"};function W(n,e,t){return Object.entries(n.nouns[e]?.fields??{}).flatMap(([o,a])=>a.type===t?[o]:[])}function Vn(n,e){let t=Object.entries(e.nouns).flatMap(([o,{interface:a,labels:i}])=>{if(a||!i.includes("Entity"))return[];let l=Object.entries(ie).flatMap(([r,s])=>W(e,o,r).map(d=>`      ${d} { ${s} }`));return l.length?[`  ... on ${o} {
${l.join(`
`)}
  }`]:[]});return n.replace("fragment Known on Entity {",o=>[o,...t].join(`
`))}var be=`query Search($text: String!, $kinds: [String!]!, $first: Int!) {
  search(text: $text, kinds: $kinds, first: $first) {
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
}`,An=`query Expand($ids: [ID!]!, $depth: Int!, $kinds: [RelationKind!], $direction: RelationDirection, $first: Int!, $after: String, $beside: [ID!]) {
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
}`,xe=`query Connect($from: [ID!]!, $to: [ID!]!, $kinds: [RelationKind!], $modalities: [Modality!], $most: Int!, $first: Int!) {
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
        ...Name
      }
      hops {
        certainty
        relations {
          id
          kind
          from {
            ...Name
          }
          to {
            ...Name
          }
        }
      }
    }
  }
}
fragment Name on Entity {
  __typename
  id
  label
}`,ve=`query Analyse($of: AnalysisOf!, $measure: AnalysisMeasure!, $noun: String, $first: Int!, $groups: Boolean!) {
  analysis(of: $of, measure: $measure, noun: $noun, first: $first) {
    definition
    exact
    graph {
      nodes
      edges
    }
    totalCount
    truncated {
      reason
      hint
    }
    results {
      rank
      score
      size
      node {
        ...Name
      }
      other {
        ...Name
      }
      members(first: 500) @include(if: $groups) {
        totalCount
        nodes {
          id
        }
      }
    }
  }
}
fragment Name on Entity {
  __typename
  id
  label
}`,we=`query ThingTold($id: ID!, $first: Int!, $after: String, $whole: Boolean!) {
  node(id: $id) {
    ... on Entity {
      label
      conflicts(first: 20) @include(if: $whole) {
        totalCount
        nodes {
          field
          positions {
            value
            polarity
            modality
            node {
              ...Name
            }
            statements(first: 3) {
              totalCount
              nodes {
                text
                saidBy(first: 3) {
                  nodes {
                    label
                  }
                }
                reportedIn {
                  id
                  title
                  outlet
                  publishedAt
                }
              }
            }
          }
        }
      }
      candidates(first: 10) @include(if: $whole) {
        totalCount
        edges {
          reasons
          score
          node {
            ...Name
          }
        }
      }
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
fragment Name on Entity {
  __typename
  id
  label
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
      documentKind
    }
  }
}`,$e=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
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
      documentKind
    }
  }
}`,Me=`query Words($id: ID!) {
  node(id: $id) {
    ... on Document {
      text
    }
  }
}`,Se=`query Begin {
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
}`,En=`query Speaks($id: ID!) {
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
}`,Te=`query Named($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Entity {
      label
    }
  }
}`,Oe=`mutation Write($input: WriteInput!) {
  write(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,Ie=`mutation Judge($input: JudgeInput!) {
  judge(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,Pe=`mutation TakeBack($input: RetractInput!) {
  retract(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,ke=`subscription Changes($since: String) {
  changes(since: $since) {
    sequence
    author
    at
    changes {
      kind
      id
      noun
      link
      fromId
      toId
    }
  }
}`,Ce=`query Waiting($first: Int!) {
  review(first: $first) {
    pageInfo {
      hasNextPage
    }
    nodes {
      ...Told
      score
      method
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
      documentKind
    }
  }
}`,Qe=`mutation Decide($input: ReviewInput!) {
  review(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,Ve=`mutation Load($input: LoadInput!) {
  load(input: $input) {
    ...Done
    changes {
      statementsAdded
    }
  }
}
fragment Done on Written {
  documentId
  at
}`,Ae=`mutation Ingest($input: IngestInput!) {
  ingest(input: $input) {
    ...Done
    changes {
      statementsAdded
    }
  }
}
fragment Done on Written {
  documentId
  at
}`,Ee=`query Snapshot($ids: [ID!]!) {
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
      documentKind
    }
  }
}`;function Nn(n){let e=new Map;for(let t of n)t&&e.set(t.id,{id:t.id,name:t.title??t.outlet??t.id});return[...e.values()]}function _(n,e){let t=n,o=W(e,n.__typename,"Period").map(r=>t[r]),a=W(e,n.__typename,"Location").map(r=>t[r]),i={spans:o.flatMap(r=>r?Y(r)??[]:[]),sources:Nn(n.statements.nodes.map(({reportedIn:r})=>r)),partial:n.statements.pageInfo.hasNextPage},l=e.nouns[n.__typename]?.journey?null:a.find(r=>r)??null;return{...i,id:n.id,noun:n.__typename,label:n.label,counts:n.relationCounts,place:l}}function K(n){let e=n.period&&Y(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:e?[e]:[],sources:Nn(n.evidence.nodes.map(({statement:t})=>t.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var ln=25,V=1e3,q=T(""),Rn=T(null),N=new Map;async function C(n){Rn.value=null;try{await n()}catch(e){if(!(e instanceof Q))throw e;Rn.value=e}}async function A(n){let e=Vn(An,E.value);return(await on(e,n,{panel:"canvas"})).neighbourhood}function D(){return[...b.value.things.keys()].slice(-V)}function Dn(n,e,t){let o=e.filter(i=>!n.things.has(i.id)),a=hn(n,t,o.length);return o.map((i,l)=>({..._(i,E.value),...a[l]??t}))}function z(n,e,t,o){let a=Dn(n,e,o);return B(j(n,a,t.map(K)),new Set(a.map(({id:i})=>i)))}function jn({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:e})=>e))+135:0,y:0}}var k=n=>n.nodes.map(({node:e})=>e);function Ze(n,e){return C(async()=>{let t=await A({ids:[n],depth:1,first:ln+1,beside:D()}),o=k(t),a=b.value.things.get(n);w(e,i=>{let l=a??jn(i),r=Dn(J,o.filter(s=>s.id===n),l);return z(j(i,r.map(s=>({...s,...l})),[]),o,t.relations,l)}),$.value=n,I.value=[n,...o.map(i=>i.id)],q.value=`${e}: ${o.length-1} / ${t.totalCount-1}`})}function nt(n,e,t,o){return C(async()=>{let a=await A({ids:[n],depth:1,kinds:[t],direction:o,first:ln+1,beside:D()}),i=k(a);w(e,l=>z(l,i,a.relations,{x:0,y:0})),$.value=n,I.value=i.map(l=>l.id),q.value=`${e}: ${i.length-1} / ${a.totalCount-1}`})}function R(n){let[e=""]=n;return n.length===1?b.value.things.get(e)?.label??e:O.several(n.length)}function et(n,e,t){return C(async()=>{let o=[[...n].sort().join(),e,t].join("|"),a=await A({ids:[...n],depth:1,kinds:e?[e]:null,direction:t??null,first:ln+n.length,after:N.get(o)??null,beside:D()}),i=a.truncated?.cursor;i?N.set(o,i):N.delete(o);let l=b.value.things.size,r=n.flatMap(s=>b.value.things.get(s)??[]);w(`${R(n)} \xB7 ${e?dn(e):O.expandAll}`,s=>z(s,k(a),a.relations,L(r))),I.value=[...n,...k(a).map(s=>s.id)],q.value=`${R(n)}: +${b.value.things.size-l}`})}function ae(n,e,{quiet:t=!1}={}){return C(async()=>{let o=await A({ids:e.slice(0,V),depth:0,first:V,beside:D()}),a=k(o),i=new Set(a.map(({id:s})=>s)),l=o.relations.flatMap(({from:s,to:d})=>i.has(s.id)?[d.id]:[s.id]),r=[...i,...l].flatMap(s=>b.value.things.get(s)??[])[0];w(n,s=>z(s,a,o.relations,r??jn(s))),t||(I.value=[...i]),q.value=`${n}: ${a.length}`})}function tt(n){return C(async()=>{let e=n.filter(l=>b.value.things.has(l)).slice(-V),t=D();if(!e.length)return;let o=await A({ids:e,depth:0,first:V,beside:t}),a=k(o).map(l=>_(l,E.value));gn(l=>cn(l,{ids:new Set(e),beside:new Set(t),things:new Map(a.map(r=>[r.id,r])),relations:new Map(o.relations.map(r=>[r.id,K(r)]))}));let i=l=>b.value.things.has(l)||b.value.relations.has(l);$.value&&!i($.value)&&($.value=a.find(({id:l})=>i(l))?.id??"")})}async function ot(n,e){let t=new Set;await C(async()=>{let{document:o}=await on(En,{id:n},{panel:"canvas"});for(let a of o?.statements.nodes??[])for(let i of a.about.nodes)t.add(i.id)}),t.size&&await ae(e,[...t])}function it(n){w(`${O.hide}: ${R(n)}`,e=>U(e,new Set(n)))}function at(n){let e=mn(b.value,new Set(n));for(let t of N.keys())n.some(o=>t.includes(o))&&N.delete(t);e.size&&w(`${O.collapse}: ${R(n)}`,t=>U(t,e))}function rt(n){w(`${O.pin}: ${R(n)}`,e=>pn(e,n))}function st(n){let{things:e}=nn.value,t=[...e.keys()].filter(o=>!b.value.pinned.has(o));w(O.layouts[n],o=>Cn(n,o,nn.value,new Set(t))),I.value=[...e.keys()]}function lt(n){let e={view:H.value,side:X.value,timeline:Z.value,bundling:en.value,theme:tn.value,camera:n};return Tn(b.value,$.value,e)}function dt(n){return C(async()=>{let e=On(n);if(!e.things.length)return;let t=await A({ids:e.things.map(({id:d})=>d),depth:0,first:V}),o=new Map(k(t).map(d=>[d.id,_(d,E.value)])),a=e.things.flatMap(({id:d,x:p,y:h})=>{let u=o.get(d);return u?[{...u,x:p,y:h}]:[]}),i=new Map(t.relations.map(d=>[d.id,K(d)])),l=[...e.relations].flatMap(d=>i.get(d)??[]),r=new Set(a.map(({id:d})=>d));w("#",()=>({...j(J,a,l),filters:e.filters,pinned:new Set([...e.pinned].filter(d=>r.has(d)))}));let{look:s}=e;H.value=s.view,X.value=s.side,Z.value=s.timeline,en.value=s.bundling,s.theme&&(tn.value=s.theme),$.value=e.selected,s.camera?xn.value=s.camera:I.value=a.map(({id:d})=>d)})}export{Q as a,vn as b,Ln as c,Bn as d,Fn as e,Wn as f,wn as g,on as h,be as i,xe as j,ve as k,we as l,$e as m,Me as n,Se as o,Te as p,Oe as q,Ie as r,Pe as s,ke as t,Ce as u,Qe as v,Ve as w,Ae as x,Ee as y,ge as z,q as A,Rn as B,C,Ze as D,nt as E,et as F,ae as G,tt as H,ot as I,it as J,at as K,rt as L,st as M,lt as N,dt as O};
