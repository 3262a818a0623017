import{A as rn,B as sn,E as z,F as ln,J as g,M as v,Q as dn,S as D,T as un,X as J,ba as w,j as O,ja as Q,m as A,na as I,p as en,pa as G,u as on,v as q,w as an,x as F}from"./chunk-ZKC4R767.js";var E=class extends Error{constructor(e,i,o){super(e);this.hint=i;this.code=o}hint;code},cn=O(""),kn=O(!1);function Pn([n]){return new E(n?.message??"",n?.extensions?.hint??"",n?.extensions?.code??"")}function Cn(){return new E("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")}function Qn(n){return{"content-type":n,...cn.value?{authorization:`Bearer ${cn.value}`}:{}}}var pn=O(new Map);async function U(n,t,{stop:e,panel:i}={}){i&&(pn.value=new Map(pn.value).set(i,{query:n,variables:t}));let o=Qn("application/json"),a=JSON.stringify({query:n,variables:t}),s=await fetch("/graphql",{method:"POST",headers:o,body:a,signal:e??null}).catch(l=>{throw e?.aborted?l:Cn()});kn.value=s.status===401;let r=await s.json();if(r.errors?.length||!r.data)throw Pn(r.errors??[]);return r.data}function gn({id:n,__typename:t,label:e,details:i}){return e===t&&i?{id:n,noun:t,label:i,details:""}:{id:n,noun:t,label:e,details:i}}function Hn(n){let t=({label:o,details:a})=>[o,a].filter(Boolean).join(" \xB7 "),e=new Map,i=o=>{e.set(o,(e.get(o)??0)+1)};for(let o of n)for(let a of new Set([o.label,t(o)]))i(a);return o=>{let a=s=>(e.get(s)??0)>1;return a(o.label)?a(t(o))?`${t(o)} \xB7 ${o.id}`:t(o):o.label}}function Xn(n,t=34){if(n.length<=t)return n;let[e="",...i]=n.split(" \xB7 "),o=e;for(let l of i){if(`${o} \xB7 ${l}`.length>t)break;o=`${o} \xB7 ${l}`}if(o.length<=t)return o;let a=e.split(" \u2192 "),s=t-3*(a.length-1),r=new Map;for(let[l,d]of[...a].sort((f,m)=>f.length-m.length).entries()){let f=Math.max(2,Math.floor(s/(a.length-l)));r.set(d,d.length<=f?d:`${d.slice(0,f-1).trimEnd()}\u2026`),s-=Math.min(f,d.length)}return a.map(l=>r.get(l)).join(" \u2192 ")}var Y=1.7,Vn=300,fn=.12,Rn=6e6,An=7,hn=42,Dn=40,mn=185,Nn=60,Bn=({label:n},t)=>t?Math.max(27,Math.min(34,n.length)*An):27;function j(n,t){let e=new Set([...n.relations.values()].flatMap(({from:u,to:M})=>[u,M])),i=[...t].filter(u=>!e.has(u)),o=new Set(i),a=n.things.size<=Nn,s=[...n.things.values()].filter(({id:u})=>!o.has(u)).map(u=>({id:u.id,x:u.x/Y,y:u.y,free:t.has(u.id),width:Bn(u,a)/Y})),r=s.filter(({free:u})=>u),l=Math.min(Vn,Math.floor(Rn/(r.length*s.length||1))),d=new Map(s.map(u=>[u.id,u])),f=[...n.relations.values()].flatMap(({from:u,to:M})=>{let[x,b]=[d.get(u),d.get(M)];return x&&b&&x!==b&&(x.free||b.free)?[[x,b]]:[]}),m=27*1.6;for(let u=0;u<l;u+=1){let M=new Map(r.map(c=>[c,{x:0,y:0}])),x=(c,h,y)=>{let p=M.get(c);p&&Object.assign(p,{x:p.x+h,y:p.y+y})},b=D(s);for(let c of r){for(let h of s){if(h===c)continue;let[y,p]=[c.x-h.x,c.y-h.y],S=Math.max(.01,y*y+p*p);x(c,y*m*m/S,p*m*m/S)}x(c,(b.x-c.x)*fn,(b.y-c.y)*fn)}for(let[c,h]of f){let[y,p]=[h.x-c.x,h.y-c.y],S=Math.hypot(y,p)/m;x(c,y*S,p*S),x(h,-y*S,-p*S)}let tn=m*2*(1-u/l)+.1;for(let[c,{x:h,y}]of M){let p=Math.hypot(h,y)||1;c.x+=h/p*Math.min(p,tn),c.y+=y/p*Math.min(p,tn)}}Wn(s,l>0);let C=new Map(n.things);for(let{id:u,x:M,y:x}of r){let b=C.get(u);b&&C.set(u,{...b,x:M*Y,y:x})}return{...n,things:_n(C,i)}}function Wn(n,t){for(let e=0;t&&e<Dn;e+=1)for(let[i,o]of n.entries())for(let a of n.slice(i+1)){if(!o.free&&!a.free)continue;let[s,r]=[a.x-o.x,a.y-o.y],[l,d]=[(o.width+a.width)/2-Math.abs(s),hn-Math.abs(r)];if(l<=0||d<=0)continue;let f=o.free&&a.free?.5:1,[m,C]=l<d?[Math.sign(s||1)*l*f,0]:[0,Math.sign(r||1)*d*f];o.free&&Object.assign(o,{x:o.x-m,y:o.y-C}),a.free&&Object.assign(a,{x:a.x+m,y:a.y+C})}}function _n(n,t){let e=[...n.values()].filter(({id:r})=>!t.includes(r)),[i,o]=[Math.min(...e.map(({x:r})=>r)),Math.max(...e.map(({x:r})=>r))];if(!e.length)return n;let a=Math.min(...e.map(({y:r})=>r)),s=Math.max(3,Math.floor((o-i)/mn)+1);for(let[r,l]of t.entries()){let d=n.get(l),[f,m]=[Math.floor(r/s),r%s];d&&n.set(l,{...d,x:i+m*mn,y:a-(f*1.2+1.4)*hn})}return n}var rt=["forces","columns","circle","time"],H=42,K=210;function yn(n,t,e,i){let o=[...e.things.values()].filter(({id:r})=>i.has(r)),a=n==="forces"?Kn(e,i):jn(Ln[n](o,e),e,i),s=new Map(t.things);for(let[r,l]of a){let d=s.get(r);d&&s.set(r,{...d,...l})}return{...t,things:s}}function jn(n,t,e){let i=[...t.things.values()].filter(({id:a})=>!e.has(a)).map(({x:a})=>a);if(!i.length||!n.size)return n;let o=Math.max(...i)+K-Math.min(...[...n.values()].map(({x:a})=>a));return new Map([...n].map(([a,{x:s,y:r}])=>[a,{x:s+o,y:r}]))}function Kn(n,t){let e=xn([...n.things.values()].filter(({id:o})=>t.has(o))),i=new Map([...n.things].map(([o,a])=>[o,{...a,...e.get(o)}]));return new Map([...j({...n,things:i},t).things].filter(([o])=>t.has(o)))}var Ln={columns:qn,circle:xn,time:zn};function qn(n,{relations:t}){let e=ln(t.values()),i=({id:a})=>e.get(a)??0,o=[...z(n,({noun:a})=>a)].sort(([a],[s])=>a.localeCompare(s));return Fn(o.map(([,a])=>a.sort((s,r)=>i(r)-i(s))))}function Fn(n){let t=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),e=n.flatMap(i=>{let o=Math.ceil(i.length/t);return Array.from({length:o},(a,s)=>i.filter((r,l)=>l%o===s))});return new Map(e.flatMap((i,o)=>i.map(({id:a},s)=>[a,{x:(o-(e.length-1)/2)*K,y:((i.length-1)/2-s)*H}])))}function xn(n){let t=[...n].sort((i,o)=>i.noun.localeCompare(o.noun)||i.label.localeCompare(o.label)),e=Math.max(54,t.length*27*1.5/Math.PI);return new Map(t.map(({id:i},o)=>{let a=Math.PI/2-o/t.length*2*Math.PI;return[i,{x:e*1.35*Math.cos(a),y:e*Math.sin(a)}]}))}function zn(n){let t=({spans:[r]})=>r?.from??r?.to??null,e=n.filter(r=>t(r)!==null).sort((r,l)=>Number(t(r))-Number(t(l))),i=[...z(e,t)],o=new Map(i.flatMap(([,r],l)=>r.map(({id:d},f)=>[d,{x:l*K,y:f*H}]))),a=Math.max(4,i.length),s=n.filter(r=>t(r)===null).sort((r,l)=>r.noun.localeCompare(l.noun));for(let[r,{id:l}]of s.entries())o.set(l,{x:r%a*K,y:-(2+Math.floor(r/a))*H*1.4});return o}var Jn={Location:"latitude longitude",Period:"start end text precision basis"};function L(n,t,e){return Object.entries(n.nouns[t]?.fields??{}).flatMap(([i,o])=>o.type===e?[i]:[])}function bn(n,t){let e=Object.entries(t.nouns).flatMap(([i,{interface:o,labels:a}])=>{if(o||!a.includes("Entity"))return[];let s=Object.entries(Jn).flatMap(([r,l])=>L(t,i,r).map(d=>`      ${d} { ${l} }`));return s.length?[`  ... on ${i} {
${s.join(`
`)}
  }`]:[]});return n.replace("fragment Known on Entity {",i=>[i,...e].join(`
`))}var dt=`query Search($text: String!, $kinds: [String!]!, $first: Int!) {
  search(text: $text, kinds: $kinds, first: $first) {
    totalCount
    edges {
      match
      node {
        __typename
        id
        ... on Entity {
          label
          details
        }
      }
      highlights {
        text
      }
    }
  }
}`,vn=`query Expand($ids: [ID!]!, $depth: Int!, $kinds: [RelationKind!], $direction: RelationDirection, $first: Int!, $after: String, $beside: [ID!]) {
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
  details
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
}`,ut=`query Connect($from: [ID!]!, $to: [ID!]!, $kinds: [RelationKind!], $modalities: [Modality!], $most: Int!, $first: Int!) {
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
  details
}`,ct=`query Analyse($of: AnalysisOf!, $measure: AnalysisMeasure!, $noun: String, $first: Int!, $groups: Boolean!) {
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
  details
}`,pt=`query ThingTold($id: ID!, $first: Int!, $after: String, $whole: Boolean!) {
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
  details
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
}`,gt=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
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
}`,ft=`query Words($id: ID!) {
  node(id: $id) {
    ... on Document {
      text
    }
  }
}`,mt=`query Begin {
  entities(first: 0) {
    totalCount
  }
  documents(first: 0) {
    totalCount
  }
  latest: documents(
    where: {publishedAt: {isNull: false}, documentKind: {ne: NOTE}}
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
}`,wn=`query Speaks($id: ID!) {
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
}`,ht=`query Named($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Entity {
      label
      details
    }
  }
}`,yt=`mutation Write($input: WriteInput!) {
  write(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,xt=`mutation Judge($input: JudgeInput!) {
  judge(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,bt=`mutation TakeBack($input: RetractInput!) {
  retract(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,vt=`subscription Changes($since: String) {
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
}`,wt=`query Waiting($first: Int!) {
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
}`,Mt=`mutation Decide($input: ReviewInput!) {
  review(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,$t=`mutation Load($input: LoadInput!) {
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
}`,Tt=`mutation Ingest($input: IngestInput!) {
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
}`,St=`query Snapshot($ids: [ID!]!) {
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
}`;function Mn(n){let t=new Map;for(let e of n)e&&t.set(e.id,{id:e.id,name:e.title??e.outlet??e.id});return[...t.values()]}function X(n,t){let e=n,i=L(t,n.__typename,"Period").map(r=>e[r]),o=L(t,n.__typename,"Location").map(r=>e[r]),a={spans:i.flatMap(r=>r?J(r)??[]:[]),sources:Mn(n.statements.nodes.map(({reportedIn:r})=>r)),partial:n.statements.pageInfo.hasNextPage},s=t.nouns[n.__typename]?.journey?null:o.find(r=>r)??null;return{...a,...gn(n),counts:n.relationCounts,place:s}}function Z(n){let t=n.period&&J(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:t?[t]:[],sources:Mn(n.evidence.nodes.map(({statement:e})=>e.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var nn=25,k=1e3,W=O(""),$n=O(null),N=new Map,Tn=(n,t,e)=>[[...n].sort().join(),t,e].join("|");function Sn(n,t){let e=t.truncated?.cursor;e?N.set(n,e):N.delete(n)}async function P(n){$n.value=null;try{await n()}catch(t){if(!(t instanceof E))throw t;$n.value=t}}async function V(n){let t=bn(vn,A.value);return(await U(t,n,{panel:"canvas"})).neighbourhood}function R(){return[...g.value.things.keys()].slice(-k)}function On(n,t,e){let i=t.filter(a=>!n.things.has(a.id)),o=un(n,e,i.length);return i.map((a,s)=>({...X(a,A.value),...o[s]??e}))}function _(n,t,e,i){let o=On(n,t,i);return j(q(n,o,e.map(Z)),new Set(o.map(({id:a})=>a)))}function In({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:t})=>t))+135:0,y:0}}var T=n=>n.nodes.map(({node:t})=>t);function qt(n,t){return P(async()=>{let e=await V({ids:[n],depth:1,first:nn+1,beside:R()});Sn(Tn([n]),e);let i=T(e),o=g.value.things.get(n);v(t,a=>{let s=o??In(a),r=On(on,i.filter(l=>l.id===n),s);return _(q(a,r.map(l=>({...l,...s})),[]),i,e.relations,s)}),Q.value=n,I.value=[n,...i.map(a=>a.id)],W.value=`${t}: ${i.length-1} / ${e.totalCount-1}`})}function Ft(n,t,e,i){return P(async()=>{let o=await V({ids:[n],depth:1,kinds:[e],direction:i,first:nn+1,beside:R()}),a=T(o);v(t,s=>_(s,a,o.relations,{x:0,y:0})),Q.value=n,I.value=a.map(s=>s.id),W.value=`${t}: ${a.length-1} / ${o.totalCount-1}`})}function B(n){let[t=""]=n;return n.length===1?g.value.things.get(t)?.label??t:w.several(n.length)}function zt(n,t,e){return P(async()=>{let i=Tn(n,t,e),o=await V({ids:[...n],depth:1,kinds:t?[t]:null,direction:e??null,first:nn+n.length,after:N.get(i)??null,beside:R()});Sn(i,o);let a=g.value.things.size,s=n.flatMap(r=>g.value.things.get(r)??[]);v(`${B(n)} \xB7 ${t?en(t):w.expandAll}`,r=>_(r,T(o),o.relations,D(s))),I.value=[...n,...T(o).map(r=>r.id)],W.value=`${B(n)}: +${g.value.things.size-a}`})}function Jt(n){return P(async()=>{let t=n.slice(0,Math.floor(k/3)),e=t.map(({id:s})=>s),i=t.flatMap(({noun:s})=>{let{journey:r,ways:l}=A.value.nouns[s]??{};return r?[r.begin,r.end].flatMap(d=>l?.[d]?.link??[]):[]}),o=await V({ids:e,depth:1,kinds:[...new Set(i)],direction:"OUT",first:k,beside:R()}),a=g.value.things.size;v(w.showEnds(t.length),s=>_(s,T(o),o.relations,D(t))),I.value=[...e,...T(o).map(({id:s})=>s)],W.value=`${w.showEnds(t.length)}: +${g.value.things.size-a}`})}function Gn(n,t,{quiet:e=!1}={}){return P(async()=>{let i=await V({ids:t.slice(0,k),depth:0,first:k,beside:R()}),o=T(i),a=new Set(o.map(({id:l})=>l)),s=i.relations.flatMap(({from:l,to:d})=>a.has(l.id)?[d.id]:[l.id]),r=[...a,...s].flatMap(l=>g.value.things.get(l)??[])[0];v(n,l=>_(l,o,i.relations,r??In(l))),e||(I.value=[...a]),W.value=`${n}: ${o.length}`})}function Gt(n){return P(async()=>{let t=n.filter(s=>g.value.things.has(s)).slice(-k),e=R();if(!t.length)return;let i=await V({ids:t,depth:0,first:k,beside:e}),o=T(i).map(s=>X(s,A.value));dn(s=>an(s,{ids:new Set(t),beside:new Set(e),things:new Map(o.map(r=>[r.id,r])),relations:new Map(i.relations.map(r=>[r.id,Z(r)]))}));let a=s=>g.value.things.has(s)||g.value.relations.has(s);Q.value&&!a(Q.value)&&(Q.value=o.find(({id:s})=>a(s))?.id??"")})}async function Ut(n,t){let e=new Set;await P(async()=>{let{document:i}=await U(wn,{id:n},{panel:"canvas"});for(let o of i?.statements.nodes??[])for(let a of o.about.nodes)e.add(a.id)}),e.size&&await Gn(t,[...e])}function Yt(n){v(`${w.hide}: ${B(n)}`,t=>F(t,new Set(n)))}function Ht(n){let t=sn(g.value,new Set(n));for(let e of N.keys())n.some(i=>e.includes(i))&&N.delete(e);t.size&&v(`${w.collapse}: ${B(n)}`,e=>F(e,t))}function Xt(n){v(`${w.pin}: ${B(n)}`,t=>rn(t,n))}function Zt(n){let{things:t}=G.value,e=[...t.keys()].filter(i=>!g.value.pinned.has(i));v(w.layouts[n],i=>yn(n,i,G.value,new Set(e))),I.value=[...t.keys()]}export{E as a,cn as b,kn as c,Pn as d,Cn as e,Qn as f,pn as g,U as h,gn as i,Hn as j,Xn as k,dt as l,ut as m,ct as n,pt as o,gt as p,ft as q,mt as r,ht as s,yt as t,xt as u,bt as v,vt as w,wt as x,Mt as y,$t as z,Tt as A,St as B,rt as C,X as D,Z as E,k as F,W as G,$n as H,P as I,V as J,T as K,qt as L,Ft as M,zt as N,Jt as O,Gn as P,Gt as Q,Ut as R,Yt as S,Ht as T,Xt as U,Zt as V};
