import{$ as gn,A as w,D as cn,F as J,L as E,N as pn,Q as P,R as fn,S as mn,T as U,U as Y,V as H,Y as M,aa as I,ca as X,fa as Z,j as T,la as nn,m as sn,n as G,o as j,p as ln,q as z,s as dn,t as un,x as b}from"./chunk-ZQ5QSSCY.js";var A=class extends Error{constructor(t,o,a){super(t);this.hint=o;this.code=a}hint;code},hn=T(""),Ln=T(!1);function Bn(n){let[e]=n;return new A(e?.message??"",e?.extensions?.hint??"",e?.extensions?.code??"")}var yn=T(new Map);async function en(n,e,{stop:t,panel:o}={}){o&&(yn.value=new Map(yn.value).set(o,{query:n,variables:e}));let a={"content-type":"application/json"};hn.value&&(a.authorization=`Bearer ${hn.value}`);let i=JSON.stringify({query:n,variables:e}),l=await fetch("/graphql",{method:"POST",headers:a,body:i,signal:t??null}).catch(s=>{throw t?.aborted?s:new A("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")});Ln.value=l.status===401;let r=await l.json();if(r.errors?.length||!r.data)throw Bn(r.errors??[]);return r.data}var xn={fn:"nouns",fk:"kinds",fs:"sources"},vn={ff:"from",ft:"to"};function wn(n,e,t){if(!n.things.size)return"";let o=new Map([...n.things.keys()].map((s,d)=>[s,d])),a=new URLSearchParams;a.set("n",[...n.things.values()].map(s=>`${s.id},${Math.round(s.x)},${Math.round(s.y)}`).join(";"));let i=[...n.relations.values()].map(s=>`${s.kind},${o.get(s.from)},${o.get(s.to)}`),{filters:l}=n,r=[["e",i.join(";")],["s",e],["p",[...n.pinned].flatMap(s=>o.get(s)??[]).join(";")],...Object.entries(xn).map(([s,d])=>[s,[...l[d]].join(";")]),...Object.entries(vn).map(([s,d])=>[s,l[d]?.toString()??""]),["fd",l.degree?String(l.degree):""],["v",t.view==="graph"?"":t.view],["l",t.side],["t",t.timeline?"1":""],["b",t.bundling?"1":""],["th",t.theme??""],["c",t.camera?[t.camera.x,t.camera.y,t.camera.ratio].map(s=>s.toFixed(4)).join(","):""]];for(let[s,d]of r)d&&a.set(s,d);return a.toString().replaceAll("%2C",",").replaceAll("%3B",";").replaceAll("%3A",":").replaceAll("%2F","/")}function Mn(n){let e=new URLSearchParams(n.replace(/^#/,"").replaceAll("+","%2B")),t=c=>e.get(c)??"",o=tn(t("n")).flatMap(([c,f,y])=>{let $={id:c??"",x:Number(f),y:Number(y)};return $.id&&Number.isFinite($.x)&&Number.isFinite($.y)?[$]:[]}),a=tn(t("e")).map(([c,f,y])=>`${c}/${o[Number(f)]?.id}/${o[Number(y)]?.id}`),i=new Set(tn(t("p")).flatMap(([c])=>o[Number(c)]?.id??[])),l=Object.entries(xn).map(([c,f])=>[f,new Set(t(c).split(";").filter(Boolean))]),r=Object.entries(vn).map(([c,f])=>[f,bn(t(c))]),s={...sn,...Object.fromEntries([...l,...r]),degree:bn(t("fd"))??0},[d,p,h]=t("c").split(",").map(Number),u={view:fn.find(c=>c===t("v"))??"graph",side:mn.find(c=>c===t("l"))??"",timeline:t("t")==="1",bundling:t("b")==="1",theme:["light","dark"].find(c=>c===t("th"))??null,camera:d!==void 0&&p!==void 0&&h&&[d,p,h].every(Number.isFinite)?{x:d,y:p,ratio:h}:null};return{things:o,relations:new Set(a),selected:t("s"),pinned:i,filters:s,look:u}}function bn(n){return n&&Number.isFinite(Number(n))?Number(n):null}function tn(n){return n?n.split(";").map(e=>e.split(",")):[]}var $n=Math.PI*(3-Math.sqrt(5));function Sn(n,e,t){let o=[...n.things.values()],a=[];for(let i=o.length?2:0;a.length<t;i+=1){let l=27*Math.sqrt(i)*1.15,r={x:e.x+l*Math.cos(i*$n)*1.35,y:e.y+l*Math.sin(i*$n)};o.every(s=>Math.hypot((s.x-r.x)/1.35,s.y-r.y)>=27)&&(o.push(r),a.push(r))}return a}var on=1.7,Wn=300,Tn=.12,Fn=6e6,_n=7,qn=34,On=42,Gn=40,Pn=185,zn=({label:n})=>Math.max(27,Math.min(qn,n.length)*_n);function L(n,e){let t=new Set([...n.relations.values()].flatMap(({from:u,to:c})=>[u,c])),o=[...e].filter(u=>!t.has(u)),a=new Set(o),i=[...n.things.values()].filter(({id:u})=>!a.has(u)).map(u=>({id:u.id,x:u.x/on,y:u.y,free:e.has(u.id),width:zn(u)/on})),l=i.filter(({free:u})=>u),r=Math.min(Wn,Math.floor(Fn/(l.length*i.length||1))),s=new Map(i.map(u=>[u.id,u])),d=[...n.relations.values()].flatMap(({from:u,to:c})=>{let[f,y]=[s.get(u),s.get(c)];return f&&y&&f!==y&&(f.free||y.free)?[[f,y]]:[]}),p=27*1.6;for(let u=0;u<r;u+=1){let c=new Map(l.map(m=>[m,{x:0,y:0}])),f=(m,x,v)=>{let g=c.get(m);g&&Object.assign(g,{x:g.x+x,y:g.y+v})},y={x:In(i,"x"),y:In(i,"y")};for(let m of l){for(let x of i){if(x===m)continue;let[v,g]=[m.x-x.x,m.y-x.y],S=Math.max(.01,v*v+g*g);f(m,v*p*p/S,g*p*p/S)}f(m,(y.x-m.x)*Tn,(y.y-m.y)*Tn)}for(let[m,x]of d){let[v,g]=[x.x-m.x,x.y-m.y],S=Math.hypot(v,g)/p;f(m,v*S,g*S),f(x,-v*S,-g*S)}let $=p*2*(1-u/r)+.1;for(let[m,{x,y:v}]of c){let g=Math.hypot(x,v)||1;m.x+=x/g*Math.min(g,$),m.y+=v/g*Math.min(g,$)}}Jn(i,r>0);let h=new Map(n.things);for(let{id:u,x:c,y:f}of l){let y=h.get(u);y&&h.set(u,{...y,x:c*on,y:f})}return{...n,things:Un(h,o)}}function Jn(n,e){for(let t=0;e&&t<Gn;t+=1)for(let[o,a]of n.entries())for(let i of n.slice(o+1)){if(!a.free&&!i.free)continue;let[l,r]=[i.x-a.x,i.y-a.y],[s,d]=[(a.width+i.width)/2-Math.abs(l),On-Math.abs(r)];if(s<=0||d<=0)continue;let p=a.free&&i.free?.5:1,[h,u]=s<d?[Math.sign(l||1)*s*p,0]:[0,Math.sign(r||1)*d*p];a.free&&Object.assign(a,{x:a.x-h,y:a.y-u}),i.free&&Object.assign(i,{x:i.x+h,y:i.y+u})}}function Un(n,e){let t=[...n.values()].filter(({id:r})=>!e.includes(r)),[o,a]=[Math.min(...t.map(({x:r})=>r)),Math.max(...t.map(({x:r})=>r))];if(!t.length)return n;let i=Math.min(...t.map(({y:r})=>r)),l=Math.max(3,Math.floor((a-o)/Pn)+1);for(let[r,s]of e.entries()){let d=n.get(s),[p,h]=[Math.floor(r/l),r%l];d&&n.set(s,{...d,x:o+h*Pn,y:i-(p*1.2+1.4)*On})}return n}function In(n,e){return n.reduce((t,o)=>t+o[e],0)/(n.length||1)}var fe=["forces","columns","circle","time"],an=42,B=210;function Cn(n,e,t,o){let a=[...t.things.values()].filter(({id:r})=>o.has(r)),i=n==="forces"?Hn(t,o):Yn(Xn[n](a,t),t,o),l=new Map(e.things);for(let[r,s]of i){let d=l.get(r);d&&l.set(r,{...d,...s})}return{...e,things:l}}function Yn(n,e,t){let o=[...e.things.values()].filter(({id:i})=>!t.has(i)).map(({x:i})=>i);if(!o.length||!n.size)return n;let a=Math.max(...o)+B-Math.min(...[...n.values()].map(({x:i})=>i));return new Map([...n].map(([i,{x:l,y:r}])=>[i,{x:l+a,y:r}]))}function Hn(n,e){let t=An([...n.things.values()].filter(({id:a})=>e.has(a))),o=new Map([...n.things].map(([a,i])=>[a,{...i,...t.get(a)}]));return new Map([...L({...n,things:o},e).things].filter(([a])=>e.has(a)))}var Xn={columns:Zn,circle:An,time:ee};function kn(n,e){let t=new Map;for(let o of n)t.set(e(o),[...t.get(e(o))??[],o]);return t}function Zn(n,{relations:e}){let t=new Map;for(let{from:i,to:l}of e.values())for(let r of[i,l])t.set(r,(t.get(r)??0)+1);let o=({id:i})=>t.get(i)??0,a=[...kn(n,({noun:i})=>i)].sort(([i],[l])=>i.localeCompare(l));return ne(a.map(([,i])=>i.sort((l,r)=>o(r)-o(l))))}function ne(n){let e=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),t=n.flatMap(o=>{let a=Math.ceil(o.length/e);return Array.from({length:a},(i,l)=>o.filter((r,s)=>s%a===l))});return new Map(t.flatMap((o,a)=>o.map(({id:i},l)=>[i,{x:(a-(t.length-1)/2)*B,y:((o.length-1)/2-l)*an}])))}function An(n){let e=[...n].sort((o,a)=>o.noun.localeCompare(a.noun)||o.label.localeCompare(a.label)),t=Math.max(54,e.length*27*1.5/Math.PI);return new Map(e.map(({id:o},a)=>{let i=Math.PI/2-a/e.length*2*Math.PI;return[o,{x:t*1.35*Math.cos(i),y:t*Math.sin(i)}]}))}function ee(n){let e=({spans:[r]})=>r?.from??r?.to??null,t=n.filter(r=>e(r)!==null).sort((r,s)=>Number(e(r))-Number(e(s))),o=[...kn(t,e)],a=new Map(o.flatMap(([,r],s)=>r.map(({id:d},p)=>[d,{x:s*B,y:p*an}]))),i=Math.max(4,o.length),l=n.filter(r=>e(r)===null).sort((r,s)=>r.noun.localeCompare(s.noun));for(let[r,{id:s}]of l.entries())a.set(s,{x:r%i*B,y:-(2+Math.floor(r/i))*an*1.4});return a}var te={Location:"latitude longitude",Period:"start end text precision basis"};function K(n,e,t){return Object.entries(n.nouns[e]?.fields??{}).flatMap(([o,a])=>a.type===t?[o]:[])}function Qn(n,e){let t=Object.entries(e.nouns).flatMap(([o,{interface:a,labels:i}])=>{if(a||!i.includes("Entity"))return[];let l=Object.entries(te).flatMap(([r,s])=>K(e,o,r).map(d=>`      ${d} { ${s} }`));return l.length?[`  ... on ${o} {
${l.join(`
`)}
  }`]:[]});return n.replace("fragment Known on Entity {",o=>[o,...t].join(`
`))}var he=`query Search($text: String!, $first: Int!) {
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
}`,ye=`query Connect($from: [ID!]!, $to: [ID!]!, $kinds: [RelationKind!], $modalities: [Modality!], $most: Int!, $first: Int!) {
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
}`,be=`query Analyse($of: AnalysisOf!, $measure: AnalysisMeasure!, $noun: String, $first: Int!, $groups: Boolean!) {
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
}`,xe=`query ThingTold($id: ID!, $first: Int!, $after: String, $whole: Boolean!) {
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
}`,ve=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
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
}`,we=`query Words($id: ID!) {
  node(id: $id) {
    ... on Document {
      text
    }
  }
}`,Me=`query Begin {
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
}`,$e=`query Named($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Entity {
      label
    }
  }
}`,Se=`mutation Write($input: WriteInput!) {
  write(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,Te=`mutation Judge($input: JudgeInput!) {
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
}`,Ie=`subscription Changes($since: String) {
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
}`,Oe=`query Waiting($first: Int!) {
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
}`,Ce=`mutation Decide($input: ReviewInput!) {
  review(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,ke=`mutation Load($input: LoadInput!) {
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
}`,Qe=`query Snapshot($ids: [ID!]!) {
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
}`;function Nn(n){let e=new Map;for(let t of n)t&&e.set(t.id,{id:t.id,name:t.title??t.outlet??t.id});return[...e.values()]}function W(n,e){let t=n,o=K(e,n.__typename,"Period").map(r=>t[r]),a=K(e,n.__typename,"Location").map(r=>t[r]),i={spans:o.flatMap(r=>r?J(r)??[]:[]),sources:Nn(n.statements.nodes.map(({reportedIn:r})=>r)),partial:n.statements.pageInfo.hasNextPage},l=e.nouns[n.__typename]?.journey?null:a.find(r=>r)??null;return{...i,id:n.id,noun:n.__typename,label:n.label,counts:n.relationCounts,place:l}}function F(n){let e=n.period&&J(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:e?[e]:[],sources:Nn(n.evidence.nodes.map(({statement:t})=>t.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var rn=25,Q=1e3,_=T(""),Rn=T(null),N=new Map;async function k(n){Rn.value=null;try{await n()}catch(e){if(!(e instanceof A))throw e;Rn.value=e}}async function V(n){let e=Qn(Vn,E.value);return(await en(e,n,{panel:"canvas"})).neighbourhood}function D(){return[...b.value.things.keys()].slice(-Q)}function Dn(n,e,t){let o=e.filter(i=>!n.things.has(i.id)),a=Sn(n,t,o.length);return o.map((i,l)=>({...W(i,E.value),...a[l]??t}))}function q(n,e,t,o){let a=Dn(n,e,o);return L(j(n,a,t.map(F)),new Set(a.map(({id:i})=>i)))}function jn({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:e})=>e))+135:0,y:0}}var C=n=>n.nodes.map(({node:e})=>e);function He(n,e){return k(async()=>{let t=await V({ids:[n],depth:1,first:rn+1,beside:D()}),o=C(t),a=b.value.things.get(n);w(e,i=>{let l=a??jn(i),r=Dn(G,o.filter(s=>s.id===n),l);return q(j(i,r.map(s=>({...s,...l})),[]),o,t.relations,l)}),M.value=n,I.value=[n,...o.map(i=>i.id)],_.value=`${e}: ${o.length-1} / ${t.totalCount-1}`})}function Xe(n,e,t,o){return k(async()=>{let a=await V({ids:[n],depth:1,kinds:[t],direction:o,first:rn+1,beside:D()}),i=C(a);w(e,l=>q(l,i,a.relations,{x:0,y:0})),M.value=n,I.value=i.map(l=>l.id),_.value=`${e}: ${i.length-1} / ${a.totalCount-1}`})}function R(n){let[e=""]=n;return n.length===1?b.value.things.get(e)?.label??e:P.several(n.length)}function Ze(n,e,t){return k(async()=>{let o=[[...n].sort().join(),e,t].join("|"),a=await V({ids:[...n],depth:1,kinds:e?[e]:null,direction:t??null,first:rn+n.length,after:N.get(o)??null,beside:D()}),i=a.truncated?.cursor;i?N.set(o,i):N.delete(o);let l=b.value.things.size,r=n.flatMap(d=>b.value.things.get(d)??[]),s=d=>r.reduce((p,h)=>p+h[d],0)/(r.length||1);w(`${R(n)} \xB7 ${e?pn(e):P.expandAll}`,d=>q(d,C(a),a.relations,{x:s("x"),y:s("y")})),I.value=[...n,...C(a).map(d=>d.id)],_.value=`${R(n)}: +${b.value.things.size-l}`})}function oe(n,e,{quiet:t=!1}={}){return k(async()=>{let o=await V({ids:e.slice(0,Q),depth:0,first:Q,beside:D()}),a=C(o),i=new Set(a.map(({id:s})=>s)),l=o.relations.flatMap(({from:s,to:d})=>i.has(s.id)?[d.id]:[s.id]),r=[...i,...l].flatMap(s=>b.value.things.get(s)??[])[0];w(n,s=>q(s,a,o.relations,r??jn(s))),t||(I.value=[...i]),_.value=`${n}: ${a.length}`})}function nt(n){return k(async()=>{let e=n.filter(l=>b.value.things.has(l)).slice(-Q),t=D();if(!e.length)return;let o=await V({ids:e,depth:0,first:Q,beside:t}),a=C(o).map(l=>W(l,E.value));cn(l=>ln(l,{ids:new Set(e),beside:new Set(t),things:new Map(a.map(r=>[r.id,r])),relations:new Map(o.relations.map(r=>[r.id,F(r)]))}));let i=l=>b.value.things.has(l)||b.value.relations.has(l);M.value&&!i(M.value)&&(M.value=a.find(({id:l})=>i(l))?.id??"")})}async function et(n,e){let t=new Set;await k(async()=>{let{document:o}=await en(En,{id:n},{panel:"canvas"});for(let a of o?.statements.nodes??[])for(let i of a.about.nodes)t.add(i.id)}),t.size&&await oe(e,[...t])}function tt(n){w(`${P.hide}: ${R(n)}`,e=>z(e,new Set(n)))}function ot(n){let e=un(b.value,new Set(n));for(let t of N.keys())n.some(o=>t.includes(o))&&N.delete(t);e.size&&w(`${P.collapse}: ${R(n)}`,t=>z(t,e))}function it(n){w(`${P.pin}: ${R(n)}`,e=>dn(e,n))}function at(n){let{things:e}=X.value,t=[...e.keys()].filter(o=>!b.value.pinned.has(o));w(P.layouts[n],o=>Cn(n,o,X.value,new Set(t))),I.value=[...e.keys()]}function rt(n){let e={view:U.value,side:Y.value,timeline:H.value,bundling:Z.value,theme:nn.value,camera:n};return wn(b.value,M.value,e)}function st(n){return k(async()=>{let e=Mn(n);if(!e.things.length)return;let t=await V({ids:e.things.map(({id:d})=>d),depth:0,first:Q}),o=new Map(C(t).map(d=>[d.id,W(d,E.value)])),a=e.things.flatMap(({id:d,x:p,y:h})=>{let u=o.get(d);return u?[{...u,x:p,y:h}]:[]}),i=new Map(t.relations.map(d=>[d.id,F(d)])),l=[...e.relations].flatMap(d=>i.get(d)??[]),r=new Set(a.map(({id:d})=>d));w("#",()=>({...j(G,a,l),filters:e.filters,pinned:new Set([...e.pinned].filter(d=>r.has(d)))}));let{look:s}=e;U.value=s.view,Y.value=s.side,H.value=s.timeline,Z.value=s.bundling,s.theme&&(nn.value=s.theme),M.value=e.selected,s.camera?gn.value=s.camera:I.value=a.map(({id:d})=>d)})}export{A as a,hn as b,Ln as c,yn as d,en as e,he as f,ye as g,be as h,xe as i,ve as j,we as k,Me as l,$e as m,Se as n,Te as o,Pe as p,Ie as q,Oe as r,Ce as s,ke as t,Ae as u,Qe as v,fe as w,_ as x,Rn as y,k as z,He as A,Xe as B,Ze as C,oe as D,nt as E,et as F,tt as G,ot as H,it as I,at as J,rt as K,st as L};
