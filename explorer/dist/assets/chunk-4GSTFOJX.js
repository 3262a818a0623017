import{A as w,D as cn,G as J,M as E,O as pn,R as P,S as fn,T as mn,U,V as Y,W as H,Z as M,aa as gn,ba as I,da as X,ga as Z,j as T,m as sn,ma as nn,n as G,o as j,p as ln,q as z,s as dn,t as un,x as b}from"./chunk-VO4KUN2G.js";var A=class extends Error{constructor(t,o,r){super(t);this.hint=o;this.code=r}hint;code},hn=T(""),Ln=T(!1);function Bn([n]){return new A(n?.message??"",n?.extensions?.hint??"",n?.extensions?.code??"")}function Fn(){return new A("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")}function Kn(n){return{"content-type":n,...hn.value?{authorization:`Bearer ${hn.value}`}:{}}}var yn=T(new Map);async function en(n,e,{stop:t,panel:o}={}){o&&(yn.value=new Map(yn.value).set(o,{query:n,variables:e}));let r=Kn("application/json"),i=JSON.stringify({query:n,variables:e}),l=await fetch("/graphql",{method:"POST",headers:r,body:i,signal:t??null}).catch(s=>{throw t?.aborted?s:Fn()});Ln.value=l.status===401;let a=await l.json();if(a.errors?.length||!a.data)throw Bn(a.errors??[]);return a.data}var xn={fn:"nouns",fk:"kinds",fs:"sources"},vn={ff:"from",ft:"to"};function wn(n,e,t){if(!n.things.size)return"";let o=new Map([...n.things.keys()].map((s,d)=>[s,d])),r=new URLSearchParams;r.set("n",[...n.things.values()].map(s=>`${s.id},${Math.round(s.x)},${Math.round(s.y)}`).join(";"));let i=[...n.relations.values()].map(s=>`${s.kind},${o.get(s.from)},${o.get(s.to)}`),{filters:l}=n,a=[["e",i.join(";")],["s",e],["p",[...n.pinned].flatMap(s=>o.get(s)??[]).join(";")],...Object.entries(xn).map(([s,d])=>[s,[...l[d]].join(";")]),...Object.entries(vn).map(([s,d])=>[s,l[d]?.toString()??""]),["fd",l.degree?String(l.degree):""],["v",t.view==="graph"?"":t.view],["l",t.side],["t",t.timeline?"1":""],["b",t.bundling?"1":""],["th",t.theme??""],["c",t.camera?[t.camera.x,t.camera.y,t.camera.ratio].map(s=>s.toFixed(4)).join(","):""]];for(let[s,d]of a)d&&r.set(s,d);return r.toString().replaceAll("%2C",",").replaceAll("%3B",";").replaceAll("%3A",":").replaceAll("%2F","/")}function Mn(n){let e=new URLSearchParams(n.replace(/^#/,"").replaceAll("+","%2B")),t=c=>e.get(c)??"",o=tn(t("n")).flatMap(([c,f,y])=>{let $={id:c??"",x:Number(f),y:Number(y)};return $.id&&Number.isFinite($.x)&&Number.isFinite($.y)?[$]:[]}),r=tn(t("e")).map(([c,f,y])=>`${c}/${o[Number(f)]?.id}/${o[Number(y)]?.id}`),i=new Set(tn(t("p")).flatMap(([c])=>o[Number(c)]?.id??[])),l=Object.entries(xn).map(([c,f])=>[f,new Set(t(c).split(";").filter(Boolean))]),a=Object.entries(vn).map(([c,f])=>[f,bn(t(c))]),s={...sn,...Object.fromEntries([...l,...a]),degree:bn(t("fd"))??0},[d,p,h]=t("c").split(",").map(Number),u={view:fn.find(c=>c===t("v"))??"graph",side:mn.find(c=>c===t("l"))??"",timeline:t("t")==="1",bundling:t("b")==="1",theme:["light","dark"].find(c=>c===t("th"))??null,camera:d!==void 0&&p!==void 0&&h&&[d,p,h].every(Number.isFinite)?{x:d,y:p,ratio:h}:null};return{things:o,relations:new Set(r),selected:t("s"),pinned:i,filters:s,look:u}}function bn(n){return n&&Number.isFinite(Number(n))?Number(n):null}function tn(n){return n?n.split(";").map(e=>e.split(",")):[]}var $n=Math.PI*(3-Math.sqrt(5));function Sn(n,e,t){let o=[...n.things.values()],r=[];for(let i=o.length?2:0;r.length<t;i+=1){let l=27*Math.sqrt(i)*1.15,a={x:e.x+l*Math.cos(i*$n)*1.35,y:e.y+l*Math.sin(i*$n)};o.every(s=>Math.hypot((s.x-a.x)/1.35,s.y-a.y)>=27)&&(o.push(a),r.push(a))}return r}var on=1.7,_n=300,Tn=.12,qn=6e6,Gn=7,zn=34,On=42,Jn=40,Pn=185,Un=({label:n})=>Math.max(27,Math.min(zn,n.length)*Gn);function L(n,e){let t=new Set([...n.relations.values()].flatMap(({from:u,to:c})=>[u,c])),o=[...e].filter(u=>!t.has(u)),r=new Set(o),i=[...n.things.values()].filter(({id:u})=>!r.has(u)).map(u=>({id:u.id,x:u.x/on,y:u.y,free:e.has(u.id),width:Un(u)/on})),l=i.filter(({free:u})=>u),a=Math.min(_n,Math.floor(qn/(l.length*i.length||1))),s=new Map(i.map(u=>[u.id,u])),d=[...n.relations.values()].flatMap(({from:u,to:c})=>{let[f,y]=[s.get(u),s.get(c)];return f&&y&&f!==y&&(f.free||y.free)?[[f,y]]:[]}),p=27*1.6;for(let u=0;u<a;u+=1){let c=new Map(l.map(m=>[m,{x:0,y:0}])),f=(m,x,v)=>{let g=c.get(m);g&&Object.assign(g,{x:g.x+x,y:g.y+v})},y={x:In(i,"x"),y:In(i,"y")};for(let m of l){for(let x of i){if(x===m)continue;let[v,g]=[m.x-x.x,m.y-x.y],S=Math.max(.01,v*v+g*g);f(m,v*p*p/S,g*p*p/S)}f(m,(y.x-m.x)*Tn,(y.y-m.y)*Tn)}for(let[m,x]of d){let[v,g]=[x.x-m.x,x.y-m.y],S=Math.hypot(v,g)/p;f(m,v*S,g*S),f(x,-v*S,-g*S)}let $=p*2*(1-u/a)+.1;for(let[m,{x,y:v}]of c){let g=Math.hypot(x,v)||1;m.x+=x/g*Math.min(g,$),m.y+=v/g*Math.min(g,$)}}Yn(i,a>0);let h=new Map(n.things);for(let{id:u,x:c,y:f}of l){let y=h.get(u);y&&h.set(u,{...y,x:c*on,y:f})}return{...n,things:Hn(h,o)}}function Yn(n,e){for(let t=0;e&&t<Jn;t+=1)for(let[o,r]of n.entries())for(let i of n.slice(o+1)){if(!r.free&&!i.free)continue;let[l,a]=[i.x-r.x,i.y-r.y],[s,d]=[(r.width+i.width)/2-Math.abs(l),On-Math.abs(a)];if(s<=0||d<=0)continue;let p=r.free&&i.free?.5:1,[h,u]=s<d?[Math.sign(l||1)*s*p,0]:[0,Math.sign(a||1)*d*p];r.free&&Object.assign(r,{x:r.x-h,y:r.y-u}),i.free&&Object.assign(i,{x:i.x+h,y:i.y+u})}}function Hn(n,e){let t=[...n.values()].filter(({id:a})=>!e.includes(a)),[o,r]=[Math.min(...t.map(({x:a})=>a)),Math.max(...t.map(({x:a})=>a))];if(!t.length)return n;let i=Math.min(...t.map(({y:a})=>a)),l=Math.max(3,Math.floor((r-o)/Pn)+1);for(let[a,s]of e.entries()){let d=n.get(s),[p,h]=[Math.floor(a/l),a%l];d&&n.set(s,{...d,x:o+h*Pn,y:i-(p*1.2+1.4)*On})}return n}function In(n,e){return n.reduce((t,o)=>t+o[e],0)/(n.length||1)}var ge=["forces","columns","circle","time"],an=42,B=210;function Cn(n,e,t,o){let r=[...t.things.values()].filter(({id:a})=>o.has(a)),i=n==="forces"?Zn(t,o):Xn(ne[n](r,t),t,o),l=new Map(e.things);for(let[a,s]of i){let d=l.get(a);d&&l.set(a,{...d,...s})}return{...e,things:l}}function Xn(n,e,t){let o=[...e.things.values()].filter(({id:i})=>!t.has(i)).map(({x:i})=>i);if(!o.length||!n.size)return n;let r=Math.max(...o)+B-Math.min(...[...n.values()].map(({x:i})=>i));return new Map([...n].map(([i,{x:l,y:a}])=>[i,{x:l+r,y:a}]))}function Zn(n,e){let t=An([...n.things.values()].filter(({id:r})=>e.has(r))),o=new Map([...n.things].map(([r,i])=>[r,{...i,...t.get(r)}]));return new Map([...L({...n,things:o},e).things].filter(([r])=>e.has(r)))}var ne={columns:ee,circle:An,time:oe};function kn(n,e){let t=new Map;for(let o of n)t.set(e(o),[...t.get(e(o))??[],o]);return t}function ee(n,{relations:e}){let t=new Map;for(let{from:i,to:l}of e.values())for(let a of[i,l])t.set(a,(t.get(a)??0)+1);let o=({id:i})=>t.get(i)??0,r=[...kn(n,({noun:i})=>i)].sort(([i],[l])=>i.localeCompare(l));return te(r.map(([,i])=>i.sort((l,a)=>o(a)-o(l))))}function te(n){let e=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),t=n.flatMap(o=>{let r=Math.ceil(o.length/e);return Array.from({length:r},(i,l)=>o.filter((a,s)=>s%r===l))});return new Map(t.flatMap((o,r)=>o.map(({id:i},l)=>[i,{x:(r-(t.length-1)/2)*B,y:((o.length-1)/2-l)*an}])))}function An(n){let e=[...n].sort((o,r)=>o.noun.localeCompare(r.noun)||o.label.localeCompare(r.label)),t=Math.max(54,e.length*27*1.5/Math.PI);return new Map(e.map(({id:o},r)=>{let i=Math.PI/2-r/e.length*2*Math.PI;return[o,{x:t*1.35*Math.cos(i),y:t*Math.sin(i)}]}))}function oe(n){let e=({spans:[a]})=>a?.from??a?.to??null,t=n.filter(a=>e(a)!==null).sort((a,s)=>Number(e(a))-Number(e(s))),o=[...kn(t,e)],r=new Map(o.flatMap(([,a],s)=>a.map(({id:d},p)=>[d,{x:s*B,y:p*an}]))),i=Math.max(4,o.length),l=n.filter(a=>e(a)===null).sort((a,s)=>a.noun.localeCompare(s.noun));for(let[a,{id:s}]of l.entries())r.set(s,{x:a%i*B,y:-(2+Math.floor(a/i))*an*1.4});return r}var ie={Location:"latitude longitude",Period:"start end text precision basis"};function F(n,e,t){return Object.entries(n.nouns[e]?.fields??{}).flatMap(([o,r])=>r.type===t?[o]:[])}function Qn(n,e){let t=Object.entries(e.nouns).flatMap(([o,{interface:r,labels:i}])=>{if(r||!i.includes("Entity"))return[];let l=Object.entries(ie).flatMap(([a,s])=>F(e,o,a).map(d=>`      ${d} { ${s} }`));return l.length?[`  ... on ${o} {
${l.join(`
`)}
  }`]:[]});return n.replace("fragment Known on Entity {",o=>[o,...t].join(`
`))}var be=`query Search($text: String!, $first: Int!) {
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
}`,Vn=`query Expand($ids: [ID!]!, $depth: Int!, $kinds: [RelationKind!], $direction: RelationDirection, $first: Int!, $after: String, $beside: [ID!]) {
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
}`,Me=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
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
}`,$e=`query Words($id: ID!) {
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
}`,Pe=`mutation Write($input: WriteInput!) {
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
}`,Oe=`mutation TakeBack($input: RetractInput!) {
  retract(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,Ce=`subscription Changes($since: String) {
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
}`,ke=`query Waiting($first: Int!) {
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
}`,Ae=`mutation Decide($input: ReviewInput!) {
  review(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,Qe=`mutation Load($input: LoadInput!) {
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
}`,Ve=`mutation Ingest($input: IngestInput!) {
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
}`;function Nn(n){let e=new Map;for(let t of n)t&&e.set(t.id,{id:t.id,name:t.title??t.outlet??t.id});return[...e.values()]}function K(n,e){let t=n,o=F(e,n.__typename,"Period").map(a=>t[a]),r=F(e,n.__typename,"Location").map(a=>t[a]),i={spans:o.flatMap(a=>a?J(a)??[]:[]),sources:Nn(n.statements.nodes.map(({reportedIn:a})=>a)),partial:n.statements.pageInfo.hasNextPage},l=e.nouns[n.__typename]?.journey?null:r.find(a=>a)??null;return{...i,id:n.id,noun:n.__typename,label:n.label,counts:n.relationCounts,place:l}}function W(n){let e=n.period&&J(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:e?[e]:[],sources:Nn(n.evidence.nodes.map(({statement:t})=>t.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var rn=25,Q=1e3,_=T(""),Rn=T(null),N=new Map;async function k(n){Rn.value=null;try{await n()}catch(e){if(!(e instanceof A))throw e;Rn.value=e}}async function V(n){let e=Qn(Vn,E.value);return(await en(e,n,{panel:"canvas"})).neighbourhood}function D(){return[...b.value.things.keys()].slice(-Q)}function Dn(n,e,t){let o=e.filter(i=>!n.things.has(i.id)),r=Sn(n,t,o.length);return o.map((i,l)=>({...K(i,E.value),...r[l]??t}))}function q(n,e,t,o){let r=Dn(n,e,o);return L(j(n,r,t.map(W)),new Set(r.map(({id:i})=>i)))}function jn({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:e})=>e))+135:0,y:0}}var C=n=>n.nodes.map(({node:e})=>e);function Ze(n,e){return k(async()=>{let t=await V({ids:[n],depth:1,first:rn+1,beside:D()}),o=C(t),r=b.value.things.get(n);w(e,i=>{let l=r??jn(i),a=Dn(G,o.filter(s=>s.id===n),l);return q(j(i,a.map(s=>({...s,...l})),[]),o,t.relations,l)}),M.value=n,I.value=[n,...o.map(i=>i.id)],_.value=`${e}: ${o.length-1} / ${t.totalCount-1}`})}function nt(n,e,t,o){return k(async()=>{let r=await V({ids:[n],depth:1,kinds:[t],direction:o,first:rn+1,beside:D()}),i=C(r);w(e,l=>q(l,i,r.relations,{x:0,y:0})),M.value=n,I.value=i.map(l=>l.id),_.value=`${e}: ${i.length-1} / ${r.totalCount-1}`})}function R(n){let[e=""]=n;return n.length===1?b.value.things.get(e)?.label??e:P.several(n.length)}function et(n,e,t){return k(async()=>{let o=[[...n].sort().join(),e,t].join("|"),r=await V({ids:[...n],depth:1,kinds:e?[e]:null,direction:t??null,first:rn+n.length,after:N.get(o)??null,beside:D()}),i=r.truncated?.cursor;i?N.set(o,i):N.delete(o);let l=b.value.things.size,a=n.flatMap(d=>b.value.things.get(d)??[]),s=d=>a.reduce((p,h)=>p+h[d],0)/(a.length||1);w(`${R(n)} \xB7 ${e?pn(e):P.expandAll}`,d=>q(d,C(r),r.relations,{x:s("x"),y:s("y")})),I.value=[...n,...C(r).map(d=>d.id)],_.value=`${R(n)}: +${b.value.things.size-l}`})}function ae(n,e,{quiet:t=!1}={}){return k(async()=>{let o=await V({ids:e.slice(0,Q),depth:0,first:Q,beside:D()}),r=C(o),i=new Set(r.map(({id:s})=>s)),l=o.relations.flatMap(({from:s,to:d})=>i.has(s.id)?[d.id]:[s.id]),a=[...i,...l].flatMap(s=>b.value.things.get(s)??[])[0];w(n,s=>q(s,r,o.relations,a??jn(s))),t||(I.value=[...i]),_.value=`${n}: ${r.length}`})}function tt(n){return k(async()=>{let e=n.filter(l=>b.value.things.has(l)).slice(-Q),t=D();if(!e.length)return;let o=await V({ids:e,depth:0,first:Q,beside:t}),r=C(o).map(l=>K(l,E.value));cn(l=>ln(l,{ids:new Set(e),beside:new Set(t),things:new Map(r.map(a=>[a.id,a])),relations:new Map(o.relations.map(a=>[a.id,W(a)]))}));let i=l=>b.value.things.has(l)||b.value.relations.has(l);M.value&&!i(M.value)&&(M.value=r.find(({id:l})=>i(l))?.id??"")})}async function ot(n,e){let t=new Set;await k(async()=>{let{document:o}=await en(En,{id:n},{panel:"canvas"});for(let r of o?.statements.nodes??[])for(let i of r.about.nodes)t.add(i.id)}),t.size&&await ae(e,[...t])}function it(n){w(`${P.hide}: ${R(n)}`,e=>z(e,new Set(n)))}function at(n){let e=un(b.value,new Set(n));for(let t of N.keys())n.some(o=>t.includes(o))&&N.delete(t);e.size&&w(`${P.collapse}: ${R(n)}`,t=>z(t,e))}function rt(n){w(`${P.pin}: ${R(n)}`,e=>dn(e,n))}function st(n){let{things:e}=X.value,t=[...e.keys()].filter(o=>!b.value.pinned.has(o));w(P.layouts[n],o=>Cn(n,o,X.value,new Set(t))),I.value=[...e.keys()]}function lt(n){let e={view:U.value,side:Y.value,timeline:H.value,bundling:Z.value,theme:nn.value,camera:n};return wn(b.value,M.value,e)}function dt(n){return k(async()=>{let e=Mn(n);if(!e.things.length)return;let t=await V({ids:e.things.map(({id:d})=>d),depth:0,first:Q}),o=new Map(C(t).map(d=>[d.id,K(d,E.value)])),r=e.things.flatMap(({id:d,x:p,y:h})=>{let u=o.get(d);return u?[{...u,x:p,y:h}]:[]}),i=new Map(t.relations.map(d=>[d.id,W(d)])),l=[...e.relations].flatMap(d=>i.get(d)??[]),a=new Set(r.map(({id:d})=>d));w("#",()=>({...j(G,r,l),filters:e.filters,pinned:new Set([...e.pinned].filter(d=>a.has(d)))}));let{look:s}=e;U.value=s.view,Y.value=s.side,H.value=s.timeline,Z.value=s.bundling,s.theme&&(nn.value=s.theme),M.value=e.selected,s.camera?gn.value=s.camera:I.value=r.map(({id:d})=>d)})}export{A as a,hn as b,Ln as c,Bn as d,Fn as e,Kn as f,yn as g,en as h,be as i,xe as j,ve as k,we as l,Me as m,$e as n,Se as o,Te as p,Pe as q,Ie as r,Oe as s,Ce as t,ke as u,Ae as v,Qe as w,Ve as x,Ee as y,ge as z,_ as A,Rn as B,k as C,Ze as D,nt as E,et as F,ae as G,tt as H,ot as I,it as J,at as K,rt as L,st as M,lt as N,dt as O};
