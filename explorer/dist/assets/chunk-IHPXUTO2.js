import{B as w,E as cn,G as J,M as E,O as pn,R as P,S as fn,T as gn,U,V as Y,W as H,Z as M,aa as mn,ba as I,da as X,ga as Z,k as T,ma as nn,n as sn,o as G,p as j,q as ln,r as z,t as dn,u as un,y as b}from"./chunk-IURCE2J6.js";var A=class extends Error{constructor(t,o,r){super(t);this.hint=o;this.code=r}hint;code},hn=T(""),Ln=T(!1);function Dn(n){let[e]=n;return new A(e?.message??"",e?.extensions?.hint??"",e?.extensions?.code??"")}var yn=T(new Map);async function en(n,e,{stop:t,panel:o}={}){o&&(yn.value=new Map(yn.value).set(o,{query:n,variables:e}));let r={"content-type":"application/json"};hn.value&&(r.authorization=`Bearer ${hn.value}`);let i=JSON.stringify({query:n,variables:e}),s=await fetch("/graphql",{method:"POST",headers:r,body:i,signal:t??null}).catch(l=>{throw t?.aborted?l:new A("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")});Ln.value=s.status===401;let a=await s.json();if(a.errors?.length||!a.data)throw Dn(a.errors??[]);return a.data}var xn={fn:"nouns",fk:"kinds",fs:"sources"},vn={ff:"from",ft:"to"};function wn(n,e,t){if(!n.things.size)return"";let o=new Map([...n.things.keys()].map((l,d)=>[l,d])),r=new URLSearchParams;r.set("n",[...n.things.values()].map(l=>`${l.id},${Math.round(l.x)},${Math.round(l.y)}`).join(";"));let i=[...n.relations.values()].map(l=>`${l.kind},${o.get(l.from)},${o.get(l.to)}`),{filters:s}=n,a=[["e",i.join(";")],["s",e],["p",[...n.pinned].flatMap(l=>o.get(l)??[]).join(";")],...Object.entries(xn).map(([l,d])=>[l,[...s[d]].join(";")]),...Object.entries(vn).map(([l,d])=>[l,s[d]?.toString()??""]),["fd",s.degree?String(s.degree):""],["v",t.view==="graph"?"":t.view],["l",t.side],["t",t.timeline?"1":""],["b",t.bundling?"1":""],["th",t.theme??""],["c",t.camera?[t.camera.x,t.camera.y,t.camera.ratio].map(l=>l.toFixed(4)).join(","):""]];for(let[l,d]of a)d&&r.set(l,d);return r.toString().replaceAll("%2C",",").replaceAll("%3B",";").replaceAll("%3A",":").replaceAll("%2F","/")}function Mn(n){let e=new URLSearchParams(n.replace(/^#/,"").replaceAll("+","%2B")),t=p=>e.get(p)??"",o=tn(t("n")).flatMap(([p,f,y])=>{let $={id:p??"",x:Number(f),y:Number(y)};return $.id&&Number.isFinite($.x)&&Number.isFinite($.y)?[$]:[]}),r=tn(t("e")).map(([p,f,y])=>`${p}/${o[Number(f)]?.id}/${o[Number(y)]?.id}`),i=new Set(tn(t("p")).flatMap(([p])=>o[Number(p)]?.id??[])),s=Object.entries(xn).map(([p,f])=>[f,new Set(t(p).split(";").filter(Boolean))]),a=Object.entries(vn).map(([p,f])=>[f,bn(t(p))]),l={...sn,...Object.fromEntries([...s,...a]),degree:bn(t("fd"))??0},[d,u,m]=t("c").split(",").map(Number),c={view:fn.find(p=>p===t("v"))??"graph",side:gn.find(p=>p===t("l"))??"",timeline:t("t")==="1",bundling:t("b")==="1",theme:["light","dark"].find(p=>p===t("th"))??null,camera:d!==void 0&&u!==void 0&&m&&[d,u,m].every(Number.isFinite)?{x:d,y:u,ratio:m}:null};return{things:o,relations:new Set(r),selected:t("s"),pinned:i,filters:l,look:c}}function bn(n){return n&&Number.isFinite(Number(n))?Number(n):null}function tn(n){return n?n.split(";").map(e=>e.split(",")):[]}var $n=Math.PI*(3-Math.sqrt(5));function Sn(n,e,t){let o=[...n.things.values()],r=[];for(let i=o.length?2:0;r.length<t;i+=1){let s=27*Math.sqrt(i)*1.15,a={x:e.x+s*Math.cos(i*$n)*1.35,y:e.y+s*Math.sin(i*$n)};o.every(l=>Math.hypot((l.x-a.x)/1.35,l.y-a.y)>=27)&&(o.push(a),r.push(a))}return r}var on=1.7,Kn=300,Tn=.12,Fn=6e6,Wn=7,qn=34,On=42,Gn=40,Pn=185,zn=({label:n})=>Math.max(27,Math.min(qn,n.length)*Wn);function L(n,e){let t=new Set([...n.relations.values()].flatMap(({from:c,to:p})=>[c,p])),o=[...e].filter(c=>!t.has(c)),r=new Set(o),i=[...n.things.values()].filter(({id:c})=>!r.has(c)).map(c=>({id:c.id,x:c.x/on,y:c.y,free:e.has(c.id),width:zn(c)/on})),s=i.filter(({free:c})=>c),a=Math.min(Kn,Math.floor(Fn/(s.length*i.length||1))),l=new Map(i.map(c=>[c.id,c])),d=[...n.relations.values()].flatMap(({from:c,to:p})=>{let[f,y]=[l.get(c),l.get(p)];return f&&y&&f!==y&&(f.free||y.free)?[[f,y]]:[]}),u=27*1.6;for(let c=0;c<a;c+=1){let p=new Map(s.map(g=>[g,{x:0,y:0}])),f=(g,x,v)=>{let h=p.get(g);h&&Object.assign(h,{x:h.x+x,y:h.y+v})},y={x:In(i,"x"),y:In(i,"y")};for(let g of s){for(let x of i){if(x===g)continue;let[v,h]=[g.x-x.x,g.y-x.y],S=Math.max(.01,v*v+h*h);f(g,v*u*u/S,h*u*u/S)}f(g,(y.x-g.x)*Tn,(y.y-g.y)*Tn)}for(let[g,x]of d){let[v,h]=[x.x-g.x,x.y-g.y],S=Math.hypot(v,h)/u;f(g,v*S,h*S),f(x,-v*S,-h*S)}let $=u*2*(1-c/a)+.1;for(let[g,{x,y:v}]of p){let h=Math.hypot(x,v)||1;g.x+=x/h*Math.min(h,$),g.y+=v/h*Math.min(h,$)}}Jn(i,a>0);let m=new Map(n.things);for(let{id:c,x:p,y:f}of s){let y=m.get(c);y&&m.set(c,{...y,x:p*on,y:f})}return{...n,things:Un(m,o)}}function Jn(n,e){for(let t=0;e&&t<Gn;t+=1)for(let[o,r]of n.entries())for(let i of n.slice(o+1)){if(!r.free&&!i.free)continue;let[s,a]=[i.x-r.x,i.y-r.y],[l,d]=[(r.width+i.width)/2-Math.abs(s),On-Math.abs(a)];if(l<=0||d<=0)continue;let u=r.free&&i.free?.5:1,[m,c]=l<d?[Math.sign(s||1)*l*u,0]:[0,Math.sign(a||1)*d*u];r.free&&Object.assign(r,{x:r.x-m,y:r.y-c}),i.free&&Object.assign(i,{x:i.x+m,y:i.y+c})}}function Un(n,e){let t=[...n.values()].filter(({id:a})=>!e.includes(a)),[o,r]=[Math.min(...t.map(({x:a})=>a)),Math.max(...t.map(({x:a})=>a))];if(!t.length)return n;let i=Math.min(...t.map(({y:a})=>a)),s=Math.max(3,Math.floor((r-o)/Pn)+1);for(let[a,l]of e.entries()){let d=n.get(l),[u,m]=[Math.floor(a/s),a%s];d&&n.set(l,{...d,x:o+m*Pn,y:i-(u*1.2+1.4)*On})}return n}function In(n,e){return n.reduce((t,o)=>t+o[e],0)/(n.length||1)}var fe=["forces","columns","circle","time"],an=42,D=210;function Cn(n,e,t,o){let r=[...t.things.values()].filter(({id:a})=>o.has(a)),i=n==="forces"?Hn(t,o):Yn(Xn[n](r,t),t,o),s=new Map(e.things);for(let[a,l]of i){let d=s.get(a);d&&s.set(a,{...d,...l})}return{...e,things:s}}function Yn(n,e,t){let o=[...e.things.values()].filter(({id:i})=>!t.has(i)).map(({x:i})=>i);if(!o.length||!n.size)return n;let r=Math.max(...o)+D-Math.min(...[...n.values()].map(({x:i})=>i));return new Map([...n].map(([i,{x:s,y:a}])=>[i,{x:s+r,y:a}]))}function Hn(n,e){let t=An([...n.things.values()].filter(({id:r})=>e.has(r))),o=new Map([...n.things].map(([r,i])=>[r,{...i,...t.get(r)}]));return new Map([...L({...n,things:o},e).things].filter(([r])=>e.has(r)))}var Xn={columns:Zn,circle:An,time:ee};function kn(n,e){let t=new Map;for(let o of n)t.set(e(o),[...t.get(e(o))??[],o]);return t}function Zn(n,{relations:e}){let t=new Map;for(let{from:i,to:s}of e.values())for(let a of[i,s])t.set(a,(t.get(a)??0)+1);let o=({id:i})=>t.get(i)??0,r=[...kn(n,({noun:i})=>i)].sort(([i],[s])=>i.localeCompare(s));return ne(r.map(([,i])=>i.sort((s,a)=>o(a)-o(s))))}function ne(n){let e=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),t=n.flatMap(o=>{let r=Math.ceil(o.length/e);return Array.from({length:r},(i,s)=>o.filter((a,l)=>l%r===s))});return new Map(t.flatMap((o,r)=>o.map(({id:i},s)=>[i,{x:(r-(t.length-1)/2)*D,y:((o.length-1)/2-s)*an}])))}function An(n){let e=[...n].sort((o,r)=>o.noun.localeCompare(r.noun)||o.label.localeCompare(r.label)),t=Math.max(54,e.length*27*1.5/Math.PI);return new Map(e.map(({id:o},r)=>{let i=Math.PI/2-r/e.length*2*Math.PI;return[o,{x:t*1.35*Math.cos(i),y:t*Math.sin(i)}]}))}function ee(n){let e=({spans:[a]})=>a?.from??a?.to??null,t=n.filter(a=>e(a)!==null).sort((a,l)=>Number(e(a))-Number(e(l))),o=[...kn(t,e)],r=new Map(o.flatMap(([,a],l)=>a.map(({id:d},u)=>[d,{x:l*D,y:u*an}]))),i=Math.max(4,o.length),s=n.filter(a=>e(a)===null).sort((a,l)=>a.noun.localeCompare(l.noun));for(let[a,{id:l}]of s.entries())r.set(l,{x:a%i*D,y:-(2+Math.floor(a/i))*an*1.4});return r}var te={Location:"latitude longitude",Period:"start end text precision basis"};function B(n,e,t){return Object.entries(n.nouns[e]?.fields??{}).flatMap(([o,r])=>r.type===t?[o]:[])}function Qn(n,e){let t=Object.entries(e.nouns).flatMap(([o,{interface:r,labels:i}])=>{if(r||!i.includes("Entity"))return[];let s=Object.entries(te).flatMap(([a,l])=>B(e,o,a).map(d=>`      ${d} { ${l} }`));return s.length?[`  ... on ${o} {
${s.join(`
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
        __typename
        id
        label
      }
      other {
        __typename
        id
        label
      }
      members(first: 500) @include(if: $groups) {
        totalCount
        nodes {
          id
        }
      }
    }
  }
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
              __typename
              id
              label
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
            __typename
            id
            label
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
    documentId
    at
  }
}`,Te=`mutation Judge($input: JudgeInput!) {
  judge(input: $input) {
    documentId
    at
  }
}`,Pe=`mutation TakeBack($input: RetractInput!) {
  retract(input: $input) {
    documentId
    at
  }
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
}`,Oe=`query Waiting($first: Int!, $after: String) {
  review(first: $first, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
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
    documentId
    at
  }
}`,ke=`mutation Load($input: LoadInput!) {
  load(input: $input) {
    documentId
    at
    changes {
      statementsAdded
    }
  }
}`,Ae=`mutation Ingest($input: IngestInput!) {
  ingest(input: $input) {
    documentId
    at
    changes {
      statementsAdded
    }
  }
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
}`;function Rn(n){let e=new Map;for(let t of n)t&&e.set(t.id,{id:t.id,name:t.title??t.outlet??t.id});return[...e.values()]}function K(n,e){let t=n,o=B(e,n.__typename,"Period").map(a=>t[a]),r=B(e,n.__typename,"Location").map(a=>t[a]),i={spans:o.flatMap(a=>a?J(a)??[]:[]),sources:Rn(n.statements.nodes.map(({reportedIn:a})=>a)),partial:n.statements.pageInfo.hasNextPage},s=e.nouns[n.__typename]?.journey?null:r.find(a=>a)??null;return{...i,id:n.id,noun:n.__typename,label:n.label,counts:n.relationCounts,place:s}}function F(n){let e=n.period&&J(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:e?[e]:[],sources:Rn(n.evidence.nodes.map(({statement:t})=>t.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var rn=25,Q=1e3,W=T(""),Nn=T(null),R=new Map;async function k(n){Nn.value=null;try{await n()}catch(e){if(!(e instanceof A))throw e;Nn.value=e}}async function V(n){let e=Qn(Vn,E.value);return(await en(e,n,{panel:"canvas"})).neighbourhood}function _(){return[...b.value.things.keys()].slice(-Q)}function _n(n,e,t){let o=e.filter(i=>!n.things.has(i.id)),r=Sn(n,t,o.length);return o.map((i,s)=>({...K(i,E.value),...r[s]??t}))}function q(n,e,t,o){let r=_n(n,e,o);return L(j(n,r,t.map(F)),new Set(r.map(({id:i})=>i)))}function jn({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:e})=>e))+135:0,y:0}}var C=n=>n.nodes.map(({node:e})=>e);function He(n,e){return k(async()=>{let t=await V({ids:[n],depth:1,first:rn+1,beside:_()}),o=C(t),r=b.value.things.get(n);w(e,i=>{let s=r??jn(i),a=_n(G,o.filter(l=>l.id===n),s);return q(j(i,a.map(l=>({...l,...s})),[]),o,t.relations,s)}),M.value=n,I.value=[n,...o.map(i=>i.id)],W.value=`${e}: ${o.length-1} / ${t.totalCount-1}`})}function Xe(n,e,t,o){return k(async()=>{let r=await V({ids:[n],depth:1,kinds:[t],direction:o,first:rn+1,beside:_()}),i=C(r);w(e,s=>q(s,i,r.relations,{x:0,y:0})),M.value=n,I.value=i.map(s=>s.id),W.value=`${e}: ${i.length-1} / ${r.totalCount-1}`})}function N(n){let[e=""]=n;return n.length===1?b.value.things.get(e)?.label??e:P.several(n.length)}function Ze(n,e,t){return k(async()=>{let o=[[...n].sort().join(),e,t].join("|"),r=await V({ids:[...n],depth:1,kinds:e?[e]:null,direction:t??null,first:rn+n.length,after:R.get(o)??null,beside:_()}),i=r.truncated?.cursor;i?R.set(o,i):R.delete(o);let s=b.value.things.size,a=n.flatMap(d=>b.value.things.get(d)??[]),l=d=>a.reduce((u,m)=>u+m[d],0)/(a.length||1);w(`${N(n)} \xB7 ${e?pn(e):P.expandAll}`,d=>q(d,C(r),r.relations,{x:l("x"),y:l("y")})),I.value=[...n,...C(r).map(d=>d.id)],W.value=`${N(n)}: +${b.value.things.size-s}`})}function oe(n,e,{quiet:t=!1}={}){return k(async()=>{let o=await V({ids:e.slice(0,Q),depth:0,first:Q,beside:_()}),r=C(o),i=new Set(r.map(({id:l})=>l)),s=o.relations.flatMap(({from:l,to:d})=>i.has(l.id)?[d.id]:[l.id]),a=[...i,...s].flatMap(l=>b.value.things.get(l)??[])[0];w(n,l=>q(l,r,o.relations,a??jn(l))),t||(I.value=[...i]),W.value=`${n}: ${r.length}`})}function nt(n){return k(async()=>{let e=n.filter(s=>b.value.things.has(s)).slice(-Q),t=_();if(!e.length)return;let o=await V({ids:e,depth:0,first:Q,beside:t}),r=C(o).map(s=>K(s,E.value));cn(s=>ln(s,{ids:new Set(e),beside:new Set(t),things:new Map(r.map(a=>[a.id,a])),relations:new Map(o.relations.map(a=>[a.id,F(a)]))}));let i=s=>b.value.things.has(s)||b.value.relations.has(s);M.value&&!i(M.value)&&(M.value=r.find(({id:s})=>i(s))?.id??"")})}async function et(n,e){let t=new Set;await k(async()=>{let{document:o}=await en(En,{id:n},{panel:"canvas"});for(let r of o?.statements.nodes??[])for(let i of r.about.nodes)t.add(i.id)}),t.size&&await oe(e,[...t])}function tt(n){w(`${P.hide}: ${N(n)}`,e=>z(e,new Set(n)))}function ot(n){let e=un(b.value,new Set(n));for(let t of R.keys())n.some(o=>t.includes(o))&&R.delete(t);e.size&&w(`${P.collapse}: ${N(n)}`,t=>z(t,e))}function it(n){w(`${P.pin}: ${N(n)}`,e=>dn(e,n))}function at(n){let{things:e}=X.value,t=[...e.keys()].filter(o=>!b.value.pinned.has(o));w(P.layouts[n],o=>Cn(n,o,X.value,new Set(t))),I.value=[...e.keys()]}function rt(n){let e={view:U.value,side:Y.value,timeline:H.value,bundling:Z.value,theme:nn.value,camera:n};return wn(b.value,M.value,e)}function st(n){return k(async()=>{let e=Mn(n);if(!e.things.length)return;let t=await V({ids:e.things.map(({id:u})=>u),depth:0,first:Q}),o=new Map(e.things.map(u=>[u.id,u])),r=new Map(C(t).map(u=>[u.id,K(u,E.value)])),i=e.things.flatMap(({id:u})=>{let[m,c]=[r.get(u),o.get(u)];return m&&c?[{...m,x:c.x,y:c.y}]:[]}),s=new Map(t.relations.map(u=>[u.id,F(u)])),a=[...e.relations].flatMap(u=>s.get(u)??[]),l=new Set(i.map(({id:u})=>u));w("#",()=>({...j(G,i,a),filters:e.filters,pinned:new Set([...e.pinned].filter(u=>l.has(u)))}));let{look:d}=e;U.value=d.view,Y.value=d.side,H.value=d.timeline,Z.value=d.bundling,d.theme&&(nn.value=d.theme),M.value=e.selected,d.camera?mn.value=d.camera:I.value=i.map(({id:u})=>u)})}export{A as a,hn as b,Ln as c,yn as d,en as e,he as f,ye as g,be as h,xe as i,ve as j,we as k,Me as l,$e as m,Se as n,Te as o,Pe as p,Ie as q,Oe as r,Ce as s,ke as t,Ae as u,Qe as v,fe as w,W as x,Nn as y,k as z,He as A,Xe as B,Ze as C,oe as D,nt as E,et as F,tt as G,ot as H,it as I,at as J,rt as K,st as L};
