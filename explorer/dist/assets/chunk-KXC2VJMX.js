import{$ as w,A as an,B as rn,E as F,F as sn,I as f,L as v,O as ln,Q as A,R as dn,V as z,ha as C,j as S,la as I,m as R,na as J,p as tn,u as en,v as L,w as on,x as q}from"./chunk-ALBTX2T7.js";var Q=class extends Error{constructor(e,i,o){super(e);this.hint=i;this.code=o}hint;code},un=S(""),On=S(!1);function kn([n]){return new Q(n?.message??"",n?.extensions?.hint??"",n?.extensions?.code??"")}function Pn(){return new Q("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")}function Cn(n){return{"content-type":n,...un.value?{authorization:`Bearer ${un.value}`}:{}}}var cn=S(new Map);async function G(n,t,{stop:e,panel:i}={}){i&&(cn.value=new Map(cn.value).set(i,{query:n,variables:t}));let o=Cn("application/json"),a=JSON.stringify({query:n,variables:t}),s=await fetch("/graphql",{method:"POST",headers:o,body:a,signal:e??null}).catch(l=>{throw e?.aborted?l:Pn()});On.value=s.status===401;let r=await s.json();if(r.errors?.length||!r.data)throw kn(r.errors??[]);return r.data}function pn({id:n,__typename:t,label:e,details:i}){return e===t&&i?{id:n,noun:t,label:i,details:""}:{id:n,noun:t,label:e,details:i}}function Un(n){let t=({label:o,details:a})=>[o,a].filter(Boolean).join(" \xB7 "),e=new Map,i=o=>{e.set(o,(e.get(o)??0)+1)};for(let o of n)for(let a of new Set([o.label,t(o)]))i(a);return o=>{let a=s=>(e.get(s)??0)>1;return a(o.label)?a(t(o))?`${t(o)} \xB7 ${o.id}`:t(o):o.label}}function Yn(n,t=34){if(n.length<=t)return n;let[e="",...i]=n.split(" \xB7 "),o=e;for(let l of i){if(`${o} \xB7 ${l}`.length>t)break;o=`${o} \xB7 ${l}`}if(o.length<=t)return o;let a=e.split(" \u2192 "),s=t-3*(a.length-1),r=new Map;for(let[l,u]of[...a].sort((c,x)=>c.length-x.length).entries()){let c=Math.max(2,Math.floor(s/(a.length-l)));r.set(u,u.length<=c?u:`${u.slice(0,c-1).trimEnd()}\u2026`),s-=Math.min(c,u.length)}return a.map(l=>r.get(l)).join(" \u2192 ")}var U=1.7,En=300,gn=.12,Vn=6e6,Rn=7,mn=42,An=40,fn=185,Dn=({label:n})=>Math.max(27,Math.min(34,n.length)*Rn);function _(n,t){let e=new Set([...n.relations.values()].flatMap(({from:d,to:M})=>[d,M])),i=[...t].filter(d=>!e.has(d)),o=new Set(i),a=[...n.things.values()].filter(({id:d})=>!o.has(d)).map(d=>({id:d.id,x:d.x/U,y:d.y,free:t.has(d.id),width:Dn(d)/U})),s=a.filter(({free:d})=>d),r=Math.min(En,Math.floor(Vn/(s.length*a.length||1))),l=new Map(a.map(d=>[d.id,d])),u=[...n.relations.values()].flatMap(({from:d,to:M})=>{let[y,b]=[l.get(d),l.get(M)];return y&&b&&y!==b&&(y.free||b.free)?[[y,b]]:[]}),c=27*1.6;for(let d=0;d<r;d+=1){let M=new Map(s.map(p=>[p,{x:0,y:0}])),y=(p,m,h)=>{let g=M.get(p);g&&Object.assign(g,{x:g.x+m,y:g.y+h})},b=A(a);for(let p of s){for(let m of a){if(m===p)continue;let[h,g]=[p.x-m.x,p.y-m.y],T=Math.max(.01,h*h+g*g);y(p,h*c*c/T,g*c*c/T)}y(p,(b.x-p.x)*gn,(b.y-p.y)*gn)}for(let[p,m]of u){let[h,g]=[m.x-p.x,m.y-p.y],T=Math.hypot(h,g)/c;y(p,h*T,g*T),y(m,-h*T,-g*T)}let nn=c*2*(1-d/r)+.1;for(let[p,{x:m,y:h}]of M){let g=Math.hypot(m,h)||1;p.x+=m/g*Math.min(g,nn),p.y+=h/g*Math.min(g,nn)}}Nn(a,r>0);let x=new Map(n.things);for(let{id:d,x:M,y}of s){let b=x.get(d);b&&x.set(d,{...b,x:M*U,y})}return{...n,things:Bn(x,i)}}function Nn(n,t){for(let e=0;t&&e<An;e+=1)for(let[i,o]of n.entries())for(let a of n.slice(i+1)){if(!o.free&&!a.free)continue;let[s,r]=[a.x-o.x,a.y-o.y],[l,u]=[(o.width+a.width)/2-Math.abs(s),mn-Math.abs(r)];if(l<=0||u<=0)continue;let c=o.free&&a.free?.5:1,[x,d]=l<u?[Math.sign(s||1)*l*c,0]:[0,Math.sign(r||1)*u*c];o.free&&Object.assign(o,{x:o.x-x,y:o.y-d}),a.free&&Object.assign(a,{x:a.x+x,y:a.y+d})}}function Bn(n,t){let e=[...n.values()].filter(({id:r})=>!t.includes(r)),[i,o]=[Math.min(...e.map(({x:r})=>r)),Math.max(...e.map(({x:r})=>r))];if(!e.length)return n;let a=Math.min(...e.map(({y:r})=>r)),s=Math.max(3,Math.floor((o-i)/fn)+1);for(let[r,l]of t.entries()){let u=n.get(l),[c,x]=[Math.floor(r/s),r%s];u&&n.set(l,{...u,x:i+x*fn,y:a-(c*1.2+1.4)*mn})}return n}var at=["forces","columns","circle","time"],Y=42,j=210;function hn(n,t,e,i){let o=[...e.things.values()].filter(({id:r})=>i.has(r)),a=n==="forces"?_n(e,i):Wn(jn[n](o,e),e,i),s=new Map(t.things);for(let[r,l]of a){let u=s.get(r);u&&s.set(r,{...u,...l})}return{...t,things:s}}function Wn(n,t,e){let i=[...t.things.values()].filter(({id:a})=>!e.has(a)).map(({x:a})=>a);if(!i.length||!n.size)return n;let o=Math.max(...i)+j-Math.min(...[...n.values()].map(({x:a})=>a));return new Map([...n].map(([a,{x:s,y:r}])=>[a,{x:s+o,y:r}]))}function _n(n,t){let e=yn([...n.things.values()].filter(({id:o})=>t.has(o))),i=new Map([...n.things].map(([o,a])=>[o,{...a,...e.get(o)}]));return new Map([..._({...n,things:i},t).things].filter(([o])=>t.has(o)))}var jn={columns:Kn,circle:yn,time:qn};function Kn(n,{relations:t}){let e=sn(t.values()),i=({id:a})=>e.get(a)??0,o=[...F(n,({noun:a})=>a)].sort(([a],[s])=>a.localeCompare(s));return Ln(o.map(([,a])=>a.sort((s,r)=>i(r)-i(s))))}function Ln(n){let t=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),e=n.flatMap(i=>{let o=Math.ceil(i.length/t);return Array.from({length:o},(a,s)=>i.filter((r,l)=>l%o===s))});return new Map(e.flatMap((i,o)=>i.map(({id:a},s)=>[a,{x:(o-(e.length-1)/2)*j,y:((i.length-1)/2-s)*Y}])))}function yn(n){let t=[...n].sort((i,o)=>i.noun.localeCompare(o.noun)||i.label.localeCompare(o.label)),e=Math.max(54,t.length*27*1.5/Math.PI);return new Map(t.map(({id:i},o)=>{let a=Math.PI/2-o/t.length*2*Math.PI;return[i,{x:e*1.35*Math.cos(a),y:e*Math.sin(a)}]}))}function qn(n){let t=({spans:[r]})=>r?.from??r?.to??null,e=n.filter(r=>t(r)!==null).sort((r,l)=>Number(t(r))-Number(t(l))),i=[...F(e,t)],o=new Map(i.flatMap(([,r],l)=>r.map(({id:u},c)=>[u,{x:l*j,y:c*Y}]))),a=Math.max(4,i.length),s=n.filter(r=>t(r)===null).sort((r,l)=>r.noun.localeCompare(l.noun));for(let[r,{id:l}]of s.entries())o.set(l,{x:r%a*j,y:-(2+Math.floor(r/a))*Y*1.4});return o}var Fn={Location:"latitude longitude",Period:"start end text precision basis"};function K(n,t,e){return Object.entries(n.nouns[t]?.fields??{}).flatMap(([i,o])=>o.type===e?[i]:[])}function xn(n,t){let e=Object.entries(t.nouns).flatMap(([i,{interface:o,labels:a}])=>{if(o||!a.includes("Entity"))return[];let s=Object.entries(Fn).flatMap(([r,l])=>K(t,i,r).map(u=>`      ${u} { ${l} }`));return s.length?[`  ... on ${i} {
${s.join(`
`)}
  }`]:[]});return n.replace("fragment Known on Entity {",i=>[i,...e].join(`
`))}var st=`query Search($text: String!, $kinds: [String!]!, $first: Int!) {
  search(text: $text, kinds: $kinds, first: $first) {
    totalCount
    edges {
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
}`,bn=`query Expand($ids: [ID!]!, $depth: Int!, $kinds: [RelationKind!], $direction: RelationDirection, $first: Int!, $after: String, $beside: [ID!]) {
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
}`,lt=`query Connect($from: [ID!]!, $to: [ID!]!, $kinds: [RelationKind!], $modalities: [Modality!], $most: Int!, $first: Int!) {
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
}`,dt=`query Analyse($of: AnalysisOf!, $measure: AnalysisMeasure!, $noun: String, $first: Int!, $groups: Boolean!) {
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
}`,ut=`query ThingTold($id: ID!, $first: Int!, $after: String, $whole: Boolean!) {
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
}`,ct=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
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
}`,pt=`query Words($id: ID!) {
  node(id: $id) {
    ... on Document {
      text
    }
  }
}`,gt=`query Begin {
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
}`,vn=`query Speaks($id: ID!) {
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
}`,ft=`query Named($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Entity {
      label
      details
    }
  }
}`,mt=`mutation Write($input: WriteInput!) {
  write(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,ht=`mutation Judge($input: JudgeInput!) {
  judge(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,yt=`mutation TakeBack($input: RetractInput!) {
  retract(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,xt=`subscription Changes($since: String) {
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
}`,bt=`query Waiting($first: Int!) {
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
}`,vt=`mutation Decide($input: ReviewInput!) {
  review(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,wt=`mutation Load($input: LoadInput!) {
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
}`,Mt=`mutation Ingest($input: IngestInput!) {
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
}`,$t=`query Snapshot($ids: [ID!]!) {
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
}`;function wn(n){let t=new Map;for(let e of n)e&&t.set(e.id,{id:e.id,name:e.title??e.outlet??e.id});return[...t.values()]}function H(n,t){let e=n,i=K(t,n.__typename,"Period").map(r=>e[r]),o=K(t,n.__typename,"Location").map(r=>e[r]),a={spans:i.flatMap(r=>r?z(r)??[]:[]),sources:wn(n.statements.nodes.map(({reportedIn:r})=>r)),partial:n.statements.pageInfo.hasNextPage},s=t.nouns[n.__typename]?.journey?null:o.find(r=>r)??null;return{...a,...pn(n),counts:n.relationCounts,place:s}}function X(n){let t=n.period&&z(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:t?[t]:[],sources:wn(n.evidence.nodes.map(({statement:e})=>e.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var Z=25,k=1e3,B=S(""),Mn=S(null),D=new Map,$n=(n,t,e)=>[[...n].sort().join(),t,e].join("|");function Tn(n,t){let e=t.truncated?.cursor;e?D.set(n,e):D.delete(n)}async function P(n){Mn.value=null;try{await n()}catch(t){if(!(t instanceof Q))throw t;Mn.value=t}}async function E(n){let t=xn(bn,R.value);return(await G(t,n,{panel:"canvas"})).neighbourhood}function V(){return[...f.value.things.keys()].slice(-k)}function Sn(n,t,e){let i=t.filter(a=>!n.things.has(a.id)),o=dn(n,e,i.length);return i.map((a,s)=>({...H(a,R.value),...o[s]??e}))}function W(n,t,e,i){let o=Sn(n,t,i);return _(L(n,o,e.map(X)),new Set(o.map(({id:a})=>a)))}function In({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:t})=>t))+135:0,y:0}}var $=n=>n.nodes.map(({node:t})=>t);function Kt(n,t){return P(async()=>{let e=await E({ids:[n],depth:1,first:Z+1,beside:V()});Tn($n([n]),e);let i=$(e),o=f.value.things.get(n);v(t,a=>{let s=o??In(a),r=Sn(en,i.filter(l=>l.id===n),s);return W(L(a,r.map(l=>({...l,...s})),[]),i,e.relations,s)}),C.value=n,I.value=[n,...i.map(a=>a.id)],B.value=`${t}: ${i.length-1} / ${e.totalCount-1}`})}function Lt(n,t,e,i){return P(async()=>{let o=await E({ids:[n],depth:1,kinds:[e],direction:i,first:Z+1,beside:V()}),a=$(o);v(t,s=>W(s,a,o.relations,{x:0,y:0})),C.value=n,I.value=a.map(s=>s.id),B.value=`${t}: ${a.length-1} / ${o.totalCount-1}`})}function N(n){let[t=""]=n;return n.length===1?f.value.things.get(t)?.label??t:w.several(n.length)}function qt(n,t,e){return P(async()=>{let i=$n(n,t,e),o=await E({ids:[...n],depth:1,kinds:t?[t]:null,direction:e??null,first:Z+n.length,after:D.get(i)??null,beside:V()});Tn(i,o);let a=f.value.things.size,s=n.flatMap(r=>f.value.things.get(r)??[]);v(`${N(n)} \xB7 ${t?tn(t):w.expandAll}`,r=>W(r,$(o),o.relations,A(s))),I.value=[...n,...$(o).map(r=>r.id)],B.value=`${N(n)}: +${f.value.things.size-a}`})}function Ft(n){return P(async()=>{let t=n.slice(0,Math.floor(k/3)),e=t.map(({id:s})=>s),i=t.flatMap(({noun:s})=>{let{journey:r,ways:l}=R.value.nouns[s]??{};return r?[r.begin,r.end].flatMap(u=>l?.[u]?.link??[]):[]}),o=await E({ids:e,depth:1,kinds:[...new Set(i)],direction:"OUT",first:k,beside:V()}),a=f.value.things.size;v(w.showEnds(t.length),s=>W(s,$(o),o.relations,A(t))),I.value=[...e,...$(o).map(({id:s})=>s)],B.value=`${w.showEnds(t.length)}: +${f.value.things.size-a}`})}function zn(n,t,{quiet:e=!1}={}){return P(async()=>{let i=await E({ids:t.slice(0,k),depth:0,first:k,beside:V()}),o=$(i),a=new Set(o.map(({id:l})=>l)),s=i.relations.flatMap(({from:l,to:u})=>a.has(l.id)?[u.id]:[l.id]),r=[...a,...s].flatMap(l=>f.value.things.get(l)??[])[0];v(n,l=>W(l,o,i.relations,r??In(l))),e||(I.value=[...a]),B.value=`${n}: ${o.length}`})}function zt(n){return P(async()=>{let t=n.filter(s=>f.value.things.has(s)).slice(-k),e=V();if(!t.length)return;let i=await E({ids:t,depth:0,first:k,beside:e}),o=$(i).map(s=>H(s,R.value));ln(s=>on(s,{ids:new Set(t),beside:new Set(e),things:new Map(o.map(r=>[r.id,r])),relations:new Map(i.relations.map(r=>[r.id,X(r)]))}));let a=s=>f.value.things.has(s)||f.value.relations.has(s);C.value&&!a(C.value)&&(C.value=o.find(({id:s})=>a(s))?.id??"")})}async function Jt(n,t){let e=new Set;await P(async()=>{let{document:i}=await G(vn,{id:n},{panel:"canvas"});for(let o of i?.statements.nodes??[])for(let a of o.about.nodes)e.add(a.id)}),e.size&&await zn(t,[...e])}function Gt(n){v(`${w.hide}: ${N(n)}`,t=>q(t,new Set(n)))}function Ut(n){let t=rn(f.value,new Set(n));for(let e of D.keys())n.some(i=>e.includes(i))&&D.delete(e);t.size&&v(`${w.collapse}: ${N(n)}`,e=>q(e,t))}function Yt(n){v(`${w.pin}: ${N(n)}`,t=>an(t,n))}function Ht(n){let{things:t}=J.value,e=[...t.keys()].filter(i=>!f.value.pinned.has(i));v(w.layouts[n],i=>hn(n,i,J.value,new Set(e))),I.value=[...t.keys()]}export{Q as a,un as b,On as c,kn as d,Pn as e,Cn as f,cn as g,G as h,pn as i,Un as j,Yn as k,st as l,lt as m,dt as n,ut as o,ct as p,pt as q,gt as r,ft as s,mt as t,ht as u,yt as v,xt as w,bt as x,vt as y,wt as z,Mt as A,$t as B,at as C,H as D,X as E,k as F,B as G,Mn as H,P as I,E as J,$ as K,Kt as L,Lt as M,qt as N,Ft as O,zn as P,zt as Q,Jt as R,Gt as S,Ut as T,Yt as U,Ht as V};
