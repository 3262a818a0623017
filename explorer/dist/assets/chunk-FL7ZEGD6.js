import{$ as v,A as an,B as sn,E as F,F as rn,I as f,L as b,O as dn,Q as D,R as ln,V as z,ha as C,j as S,la as I,m as A,na as J,p as en,u as tn,v as L,w as on,x as q}from"./chunk-KJKW57HG.js";var Q=class extends Error{constructor(t,i,s){super(t);this.hint=i;this.code=s}hint;code},un=S(""),In=S(!1);function On([n]){return new Q(n?.message??"",n?.extensions?.hint??"",n?.extensions?.code??"")}function Pn(){return new Q("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")}function kn(n){return{"content-type":n,...un.value?{authorization:`Bearer ${un.value}`}:{}}}var cn=S(new Map);async function G(n,e,{stop:t,panel:i}={}){i&&(cn.value=new Map(cn.value).set(i,{query:n,variables:e}));let s=kn("application/json"),o=JSON.stringify({query:n,variables:e}),r=await fetch("/graphql",{method:"POST",headers:s,body:o,signal:t??null}).catch(d=>{throw t?.aborted?d:Pn()});In.value=r.status===401;let a=await r.json();if(a.errors?.length||!a.data)throw On(a.errors??[]);return a.data}var U=1.7,Cn=300,pn=.12,Qn=6e6,Vn=7,En=34,gn=42,An=40,fn=185,Dn=({label:n})=>Math.max(27,Math.min(En,n.length)*Vn);function K(n,e){let t=new Set([...n.relations.values()].flatMap(({from:l,to:$})=>[l,$])),i=[...e].filter(l=>!t.has(l)),s=new Set(i),o=[...n.things.values()].filter(({id:l})=>!s.has(l)).map(l=>({id:l.id,x:l.x/U,y:l.y,free:e.has(l.id),width:Dn(l)/U})),r=o.filter(({free:l})=>l),a=Math.min(Cn,Math.floor(Qn/(r.length*o.length||1))),d=new Map(o.map(l=>[l.id,l])),u=[...n.relations.values()].flatMap(({from:l,to:$})=>{let[h,x]=[d.get(l),d.get($)];return h&&x&&h!==x&&(h.free||x.free)?[[h,x]]:[]}),g=27*1.6;for(let l=0;l<a;l+=1){let $=new Map(r.map(c=>[c,{x:0,y:0}])),h=(c,m,y)=>{let p=$.get(c);p&&Object.assign(p,{x:p.x+m,y:p.y+y})},x=D(o);for(let c of r){for(let m of o){if(m===c)continue;let[y,p]=[c.x-m.x,c.y-m.y],T=Math.max(.01,y*y+p*p);h(c,y*g*g/T,p*g*g/T)}h(c,(x.x-c.x)*pn,(x.y-c.y)*pn)}for(let[c,m]of u){let[y,p]=[m.x-c.x,m.y-c.y],T=Math.hypot(y,p)/g;h(c,y*T,p*T),h(m,-y*T,-p*T)}let nn=g*2*(1-l/a)+.1;for(let[c,{x:m,y}]of $){let p=Math.hypot(m,y)||1;c.x+=m/p*Math.min(p,nn),c.y+=y/p*Math.min(p,nn)}}Rn(o,a>0);let w=new Map(n.things);for(let{id:l,x:$,y:h}of r){let x=w.get(l);x&&w.set(l,{...x,x:$*U,y:h})}return{...n,things:Nn(w,i)}}function Rn(n,e){for(let t=0;e&&t<An;t+=1)for(let[i,s]of n.entries())for(let o of n.slice(i+1)){if(!s.free&&!o.free)continue;let[r,a]=[o.x-s.x,o.y-s.y],[d,u]=[(s.width+o.width)/2-Math.abs(r),gn-Math.abs(a)];if(d<=0||u<=0)continue;let g=s.free&&o.free?.5:1,[w,l]=d<u?[Math.sign(r||1)*d*g,0]:[0,Math.sign(a||1)*u*g];s.free&&Object.assign(s,{x:s.x-w,y:s.y-l}),o.free&&Object.assign(o,{x:o.x+w,y:o.y+l})}}function Nn(n,e){let t=[...n.values()].filter(({id:a})=>!e.includes(a)),[i,s]=[Math.min(...t.map(({x:a})=>a)),Math.max(...t.map(({x:a})=>a))];if(!t.length)return n;let o=Math.min(...t.map(({y:a})=>a)),r=Math.max(3,Math.floor((s-i)/fn)+1);for(let[a,d]of e.entries()){let u=n.get(d),[g,w]=[Math.floor(a/r),a%r];u&&n.set(d,{...u,x:i+w*fn,y:o-(g*1.2+1.4)*gn})}return n}var Zn=["forces","columns","circle","time"],Y=42,_=210;function mn(n,e,t,i){let s=[...t.things.values()].filter(({id:a})=>i.has(a)),o=n==="forces"?Bn(t,i):Wn(Kn[n](s,t),t,i),r=new Map(e.things);for(let[a,d]of o){let u=r.get(a);u&&r.set(a,{...u,...d})}return{...e,things:r}}function Wn(n,e,t){let i=[...e.things.values()].filter(({id:o})=>!t.has(o)).map(({x:o})=>o);if(!i.length||!n.size)return n;let s=Math.max(...i)+_-Math.min(...[...n.values()].map(({x:o})=>o));return new Map([...n].map(([o,{x:r,y:a}])=>[o,{x:r+s,y:a}]))}function Bn(n,e){let t=yn([...n.things.values()].filter(({id:s})=>e.has(s))),i=new Map([...n.things].map(([s,o])=>[s,{...o,...t.get(s)}]));return new Map([...K({...n,things:i},e).things].filter(([s])=>e.has(s)))}var Kn={columns:_n,circle:yn,time:Ln};function _n(n,{relations:e}){let t=rn(e.values()),i=({id:o})=>t.get(o)??0,s=[...F(n,({noun:o})=>o)].sort(([o],[r])=>o.localeCompare(r));return jn(s.map(([,o])=>o.sort((r,a)=>i(a)-i(r))))}function jn(n){let e=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),t=n.flatMap(i=>{let s=Math.ceil(i.length/e);return Array.from({length:s},(o,r)=>i.filter((a,d)=>d%s===r))});return new Map(t.flatMap((i,s)=>i.map(({id:o},r)=>[o,{x:(s-(t.length-1)/2)*_,y:((i.length-1)/2-r)*Y}])))}function yn(n){let e=[...n].sort((i,s)=>i.noun.localeCompare(s.noun)||i.label.localeCompare(s.label)),t=Math.max(54,e.length*27*1.5/Math.PI);return new Map(e.map(({id:i},s)=>{let o=Math.PI/2-s/e.length*2*Math.PI;return[i,{x:t*1.35*Math.cos(o),y:t*Math.sin(o)}]}))}function Ln(n){let e=({spans:[a]})=>a?.from??a?.to??null,t=n.filter(a=>e(a)!==null).sort((a,d)=>Number(e(a))-Number(e(d))),i=[...F(t,e)],s=new Map(i.flatMap(([,a],d)=>a.map(({id:u},g)=>[u,{x:d*_,y:g*Y}]))),o=Math.max(4,i.length),r=n.filter(a=>e(a)===null).sort((a,d)=>a.noun.localeCompare(d.noun));for(let[a,{id:d}]of r.entries())s.set(d,{x:a%o*_,y:-(2+Math.floor(a/o))*Y*1.4});return s}var qn={Location:"latitude longitude",Period:"start end text precision basis"};function j(n,e,t){return Object.entries(n.nouns[e]?.fields??{}).flatMap(([i,s])=>s.type===t?[i]:[])}function hn(n,e){let t=Object.entries(e.nouns).flatMap(([i,{interface:s,labels:o}])=>{if(s||!o.includes("Entity"))return[];let r=Object.entries(qn).flatMap(([a,d])=>j(e,i,a).map(u=>`      ${u} { ${d} }`));return r.length?[`  ... on ${i} {
${r.join(`
`)}
  }`]:[]});return n.replace("fragment Known on Entity {",i=>[i,...t].join(`
`))}var te=`query Search($text: String!, $kinds: [String!]!, $first: Int!) {
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
}`,xn=`query Expand($ids: [ID!]!, $depth: Int!, $kinds: [RelationKind!], $direction: RelationDirection, $first: Int!, $after: String, $beside: [ID!]) {
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
}`,oe=`query Connect($from: [ID!]!, $to: [ID!]!, $kinds: [RelationKind!], $modalities: [Modality!], $most: Int!, $first: Int!) {
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
}`,ae=`query Analyse($of: AnalysisOf!, $measure: AnalysisMeasure!, $noun: String, $first: Int!, $groups: Boolean!) {
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
}`,ie=`query ThingTold($id: ID!, $first: Int!, $after: String, $whole: Boolean!) {
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
}`,se=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
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
}`,re=`query Words($id: ID!) {
  node(id: $id) {
    ... on Document {
      text
    }
  }
}`,de=`query Begin {
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
}`,bn=`query Speaks($id: ID!) {
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
}`,le=`query Named($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Entity {
      label
    }
  }
}`,ue=`mutation Write($input: WriteInput!) {
  write(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,ce=`mutation Judge($input: JudgeInput!) {
  judge(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,pe=`mutation TakeBack($input: RetractInput!) {
  retract(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,fe=`subscription Changes($since: String) {
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
}`,ge=`query Waiting($first: Int!) {
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
}`,me=`mutation Decide($input: ReviewInput!) {
  review(input: $input) {
    ...Done
  }
}
fragment Done on Written {
  documentId
  at
}`,ye=`mutation Load($input: LoadInput!) {
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
}`,he=`mutation Ingest($input: IngestInput!) {
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
}`,xe=`query Snapshot($ids: [ID!]!) {
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
}`;function vn(n){let e=new Map;for(let t of n)t&&e.set(t.id,{id:t.id,name:t.title??t.outlet??t.id});return[...e.values()]}function H(n,e){let t=n,i=j(e,n.__typename,"Period").map(a=>t[a]),s=j(e,n.__typename,"Location").map(a=>t[a]),o={spans:i.flatMap(a=>a?z(a)??[]:[]),sources:vn(n.statements.nodes.map(({reportedIn:a})=>a)),partial:n.statements.pageInfo.hasNextPage},r=e.nouns[n.__typename]?.journey?null:s.find(a=>a)??null;return{...o,id:n.id,noun:n.__typename,label:n.label,counts:n.relationCounts,place:r}}function X(n){let e=n.period&&z(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:e?[e]:[],sources:vn(n.evidence.nodes.map(({statement:t})=>t.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var Z=25,P=1e3,W=S(""),wn=S(null),R=new Map,$n=(n,e,t)=>[[...n].sort().join(),e,t].join("|");function Mn(n,e){let t=e.truncated?.cursor;t?R.set(n,t):R.delete(n)}async function k(n){wn.value=null;try{await n()}catch(e){if(!(e instanceof Q))throw e;wn.value=e}}async function V(n){let e=hn(xn,A.value);return(await G(e,n,{panel:"canvas"})).neighbourhood}function E(){return[...f.value.things.keys()].slice(-P)}function Tn(n,e,t){let i=e.filter(o=>!n.things.has(o.id)),s=ln(n,t,i.length);return i.map((o,r)=>({...H(o,A.value),...s[r]??t}))}function B(n,e,t,i){let s=Tn(n,e,i);return K(L(n,s,t.map(X)),new Set(s.map(({id:o})=>o)))}function Sn({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:e})=>e))+135:0,y:0}}var M=n=>n.nodes.map(({node:e})=>e);function Re(n,e){return k(async()=>{let t=await V({ids:[n],depth:1,first:Z+1,beside:E()});Mn($n([n]),t);let i=M(t),s=f.value.things.get(n);b(e,o=>{let r=s??Sn(o),a=Tn(tn,i.filter(d=>d.id===n),r);return B(L(o,a.map(d=>({...d,...r})),[]),i,t.relations,r)}),C.value=n,I.value=[n,...i.map(o=>o.id)],W.value=`${e}: ${i.length-1} / ${t.totalCount-1}`})}function Ne(n,e,t,i){return k(async()=>{let s=await V({ids:[n],depth:1,kinds:[t],direction:i,first:Z+1,beside:E()}),o=M(s);b(e,r=>B(r,o,s.relations,{x:0,y:0})),C.value=n,I.value=o.map(r=>r.id),W.value=`${e}: ${o.length-1} / ${s.totalCount-1}`})}function N(n){let[e=""]=n;return n.length===1?f.value.things.get(e)?.label??e:v.several(n.length)}function We(n,e,t){return k(async()=>{let i=$n(n,e,t),s=await V({ids:[...n],depth:1,kinds:e?[e]:null,direction:t??null,first:Z+n.length,after:R.get(i)??null,beside:E()});Mn(i,s);let o=f.value.things.size,r=n.flatMap(a=>f.value.things.get(a)??[]);b(`${N(n)} \xB7 ${e?en(e):v.expandAll}`,a=>B(a,M(s),s.relations,D(r))),I.value=[...n,...M(s).map(a=>a.id)],W.value=`${N(n)}: +${f.value.things.size-o}`})}function Be(n){return k(async()=>{let e=n.slice(0,Math.floor(P/3)),t=e.map(({id:r})=>r),i=e.flatMap(({noun:r})=>{let{journey:a,ways:d}=A.value.nouns[r]??{};return a?[a.begin,a.end].flatMap(u=>d?.[u]?.link??[]):[]}),s=await V({ids:t,depth:1,kinds:[...new Set(i)],direction:"OUT",first:P,beside:E()}),o=f.value.things.size;b(v.showEnds(e.length),r=>B(r,M(s),s.relations,D(e))),I.value=[...t,...M(s).map(({id:r})=>r)],W.value=`${v.showEnds(e.length)}: +${f.value.things.size-o}`})}function Fn(n,e,{quiet:t=!1}={}){return k(async()=>{let i=await V({ids:e.slice(0,P),depth:0,first:P,beside:E()}),s=M(i),o=new Set(s.map(({id:d})=>d)),r=i.relations.flatMap(({from:d,to:u})=>o.has(d.id)?[u.id]:[d.id]),a=[...o,...r].flatMap(d=>f.value.things.get(d)??[])[0];b(n,d=>B(d,s,i.relations,a??Sn(d))),t||(I.value=[...o]),W.value=`${n}: ${s.length}`})}function Ke(n){return k(async()=>{let e=n.filter(r=>f.value.things.has(r)).slice(-P),t=E();if(!e.length)return;let i=await V({ids:e,depth:0,first:P,beside:t}),s=M(i).map(r=>H(r,A.value));dn(r=>on(r,{ids:new Set(e),beside:new Set(t),things:new Map(s.map(a=>[a.id,a])),relations:new Map(i.relations.map(a=>[a.id,X(a)]))}));let o=r=>f.value.things.has(r)||f.value.relations.has(r);C.value&&!o(C.value)&&(C.value=s.find(({id:r})=>o(r))?.id??"")})}async function _e(n,e){let t=new Set;await k(async()=>{let{document:i}=await G(bn,{id:n},{panel:"canvas"});for(let s of i?.statements.nodes??[])for(let o of s.about.nodes)t.add(o.id)}),t.size&&await Fn(e,[...t])}function je(n){b(`${v.hide}: ${N(n)}`,e=>q(e,new Set(n)))}function Le(n){let e=sn(f.value,new Set(n));for(let t of R.keys())n.some(i=>t.includes(i))&&R.delete(t);e.size&&b(`${v.collapse}: ${N(n)}`,t=>q(t,e))}function qe(n){b(`${v.pin}: ${N(n)}`,e=>an(e,n))}function Fe(n){let{things:e}=J.value,t=[...e.keys()].filter(i=>!f.value.pinned.has(i));b(v.layouts[n],i=>mn(n,i,J.value,new Set(t))),I.value=[...e.keys()]}export{Q as a,un as b,In as c,On as d,Pn as e,kn as f,cn as g,G as h,te as i,oe as j,ae as k,ie as l,se as m,re as n,de as o,le as p,ue as q,ce as r,pe as s,fe as t,ge as u,me as v,ye as w,he as x,xe as y,Zn as z,H as A,X as B,P as C,W as D,wn as E,k as F,V as G,M as H,Re as I,Ne as J,We as K,Be as L,Fn as M,Ke as N,_e as O,je as P,Le as Q,qe as R,Fe as S};
