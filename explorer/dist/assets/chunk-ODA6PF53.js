import{A as an,B as rn,E as F,F as sn,I as g,L as b,O as dn,Q as N,R as ln,U as z,_ as T,ga as I,j as M,ka as O,m as R,ma as J,p as en,u as tn,v as L,w as on,x as q}from"./chunk-F6EURA4C.js";var P=class extends Error{constructor(t,i,r){super(t);this.hint=i;this.code=r}hint;code},un=M(""),In=M(!1);function On([n]){return new P(n?.message??"",n?.extensions?.hint??"",n?.extensions?.code??"")}function Pn(){return new P("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")}function kn(n){return{"content-type":n,...un.value?{authorization:`Bearer ${un.value}`}:{}}}var cn=M(new Map);async function G(n,e,{stop:t,panel:i}={}){i&&(cn.value=new Map(cn.value).set(i,{query:n,variables:e}));let r=kn("application/json"),o=JSON.stringify({query:n,variables:e}),s=await fetch("/graphql",{method:"POST",headers:r,body:o,signal:t??null}).catch(d=>{throw t?.aborted?d:Pn()});In.value=s.status===401;let a=await s.json();if(a.errors?.length||!a.data)throw On(a.errors??[]);return a.data}var U=1.7,Cn=300,pn=.12,Qn=6e6,Vn=7,An=34,gn=42,Dn=40,fn=185,En=({label:n})=>Math.max(27,Math.min(An,n.length)*Vn);function W(n,e){let t=new Set([...n.relations.values()].flatMap(({from:l,to:w})=>[l,w])),i=[...e].filter(l=>!t.has(l)),r=new Set(i),o=[...n.things.values()].filter(({id:l})=>!r.has(l)).map(l=>({id:l.id,x:l.x/U,y:l.y,free:e.has(l.id),width:En(l)/U})),s=o.filter(({free:l})=>l),a=Math.min(Cn,Math.floor(Qn/(s.length*o.length||1))),d=new Map(o.map(l=>[l.id,l])),c=[...n.relations.values()].flatMap(({from:l,to:w})=>{let[h,x]=[d.get(l),d.get(w)];return h&&x&&h!==x&&(h.free||x.free)?[[h,x]]:[]}),f=27*1.6;for(let l=0;l<a;l+=1){let w=new Map(s.map(u=>[u,{x:0,y:0}])),h=(u,m,y)=>{let p=w.get(u);p&&Object.assign(p,{x:p.x+m,y:p.y+y})},x=N(o);for(let u of s){for(let m of o){if(m===u)continue;let[y,p]=[u.x-m.x,u.y-m.y],$=Math.max(.01,y*y+p*p);h(u,y*f*f/$,p*f*f/$)}h(u,(x.x-u.x)*pn,(x.y-u.y)*pn)}for(let[u,m]of c){let[y,p]=[m.x-u.x,m.y-u.y],$=Math.hypot(y,p)/f;h(u,y*$,p*$),h(m,-y*$,-p*$)}let nn=f*2*(1-l/a)+.1;for(let[u,{x:m,y}]of w){let p=Math.hypot(m,y)||1;u.x+=m/p*Math.min(p,nn),u.y+=y/p*Math.min(p,nn)}}Rn(o,a>0);let v=new Map(n.things);for(let{id:l,x:w,y:h}of s){let x=v.get(l);x&&v.set(l,{...x,x:w*U,y:h})}return{...n,things:Nn(v,i)}}function Rn(n,e){for(let t=0;e&&t<Dn;t+=1)for(let[i,r]of n.entries())for(let o of n.slice(i+1)){if(!r.free&&!o.free)continue;let[s,a]=[o.x-r.x,o.y-r.y],[d,c]=[(r.width+o.width)/2-Math.abs(s),gn-Math.abs(a)];if(d<=0||c<=0)continue;let f=r.free&&o.free?.5:1,[v,l]=d<c?[Math.sign(s||1)*d*f,0]:[0,Math.sign(a||1)*c*f];r.free&&Object.assign(r,{x:r.x-v,y:r.y-l}),o.free&&Object.assign(o,{x:o.x+v,y:o.y+l})}}function Nn(n,e){let t=[...n.values()].filter(({id:a})=>!e.includes(a)),[i,r]=[Math.min(...t.map(({x:a})=>a)),Math.max(...t.map(({x:a})=>a))];if(!t.length)return n;let o=Math.min(...t.map(({y:a})=>a)),s=Math.max(3,Math.floor((r-i)/fn)+1);for(let[a,d]of e.entries()){let c=n.get(d),[f,v]=[Math.floor(a/s),a%s];c&&n.set(d,{...c,x:i+v*fn,y:o-(f*1.2+1.4)*gn})}return n}var Zn=["forces","columns","circle","time"],Y=42,B=210;function mn(n,e,t,i){let r=[...t.things.values()].filter(({id:a})=>i.has(a)),o=n==="forces"?Bn(t,i):Wn(_n[n](r,t),t,i),s=new Map(e.things);for(let[a,d]of o){let c=s.get(a);c&&s.set(a,{...c,...d})}return{...e,things:s}}function Wn(n,e,t){let i=[...e.things.values()].filter(({id:o})=>!t.has(o)).map(({x:o})=>o);if(!i.length||!n.size)return n;let r=Math.max(...i)+B-Math.min(...[...n.values()].map(({x:o})=>o));return new Map([...n].map(([o,{x:s,y:a}])=>[o,{x:s+r,y:a}]))}function Bn(n,e){let t=yn([...n.things.values()].filter(({id:r})=>e.has(r))),i=new Map([...n.things].map(([r,o])=>[r,{...o,...t.get(r)}]));return new Map([...W({...n,things:i},e).things].filter(([r])=>e.has(r)))}var _n={columns:Kn,circle:yn,time:Ln};function Kn(n,{relations:e}){let t=sn(e.values()),i=({id:o})=>t.get(o)??0,r=[...F(n,({noun:o})=>o)].sort(([o],[s])=>o.localeCompare(s));return jn(r.map(([,o])=>o.sort((s,a)=>i(a)-i(s))))}function jn(n){let e=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),t=n.flatMap(i=>{let r=Math.ceil(i.length/e);return Array.from({length:r},(o,s)=>i.filter((a,d)=>d%r===s))});return new Map(t.flatMap((i,r)=>i.map(({id:o},s)=>[o,{x:(r-(t.length-1)/2)*B,y:((i.length-1)/2-s)*Y}])))}function yn(n){let e=[...n].sort((i,r)=>i.noun.localeCompare(r.noun)||i.label.localeCompare(r.label)),t=Math.max(54,e.length*27*1.5/Math.PI);return new Map(e.map(({id:i},r)=>{let o=Math.PI/2-r/e.length*2*Math.PI;return[i,{x:t*1.35*Math.cos(o),y:t*Math.sin(o)}]}))}function Ln(n){let e=({spans:[a]})=>a?.from??a?.to??null,t=n.filter(a=>e(a)!==null).sort((a,d)=>Number(e(a))-Number(e(d))),i=[...F(t,e)],r=new Map(i.flatMap(([,a],d)=>a.map(({id:c},f)=>[c,{x:d*B,y:f*Y}]))),o=Math.max(4,i.length),s=n.filter(a=>e(a)===null).sort((a,d)=>a.noun.localeCompare(d.noun));for(let[a,{id:d}]of s.entries())r.set(d,{x:a%o*B,y:-(2+Math.floor(a/o))*Y*1.4});return r}var qn={Location:"latitude longitude",Period:"start end text precision basis"};function _(n,e,t){return Object.entries(n.nouns[e]?.fields??{}).flatMap(([i,r])=>r.type===t?[i]:[])}function hn(n,e){let t=Object.entries(e.nouns).flatMap(([i,{interface:r,labels:o}])=>{if(r||!o.includes("Entity"))return[];let s=Object.entries(qn).flatMap(([a,d])=>_(e,i,a).map(c=>`      ${c} { ${d} }`));return s.length?[`  ... on ${i} {
${s.join(`
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
}`,re=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
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
}`,se=`query Words($id: ID!) {
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
}`;function vn(n){let e=new Map;for(let t of n)t&&e.set(t.id,{id:t.id,name:t.title??t.outlet??t.id});return[...e.values()]}function H(n,e){let t=n,i=_(e,n.__typename,"Period").map(a=>t[a]),r=_(e,n.__typename,"Location").map(a=>t[a]),o={spans:i.flatMap(a=>a?z(a)??[]:[]),sources:vn(n.statements.nodes.map(({reportedIn:a})=>a)),partial:n.statements.pageInfo.hasNextPage},s=e.nouns[n.__typename]?.journey?null:r.find(a=>a)??null;return{...o,id:n.id,noun:n.__typename,label:n.label,counts:n.relationCounts,place:s}}function X(n){let e=n.period&&z(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:e?[e]:[],sources:vn(n.evidence.nodes.map(({statement:t})=>t.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var Z=25,Q=1e3,K=M(""),wn=M(null),V=new Map,$n=(n,e,t)=>[[...n].sort().join(),e,t].join("|");function Mn(n,e){let t=e.truncated?.cursor;t?V.set(n,t):V.delete(n)}async function C(n){wn.value=null;try{await n()}catch(e){if(!(e instanceof P))throw e;wn.value=e}}async function D(n){let e=hn(xn,R.value);return(await G(e,n,{panel:"canvas"})).neighbourhood}function E(){return[...g.value.things.keys()].slice(-Q)}function Tn(n,e,t){let i=e.filter(o=>!n.things.has(o.id)),r=ln(n,t,i.length);return i.map((o,s)=>({...H(o,R.value),...r[s]??t}))}function j(n,e,t,i){let r=Tn(n,e,i);return W(L(n,r,t.map(X)),new Set(r.map(({id:o})=>o)))}function Sn({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:e})=>e))+135:0,y:0}}var k=n=>n.nodes.map(({node:e})=>e);function Re(n,e){return C(async()=>{let t=await D({ids:[n],depth:1,first:Z+1,beside:E()});Mn($n([n]),t);let i=k(t),r=g.value.things.get(n);b(e,o=>{let s=r??Sn(o),a=Tn(tn,i.filter(d=>d.id===n),s);return j(L(o,a.map(d=>({...d,...s})),[]),i,t.relations,s)}),I.value=n,O.value=[n,...i.map(o=>o.id)],K.value=`${e}: ${i.length-1} / ${t.totalCount-1}`})}function Ne(n,e,t,i){return C(async()=>{let r=await D({ids:[n],depth:1,kinds:[t],direction:i,first:Z+1,beside:E()}),o=k(r);b(e,s=>j(s,o,r.relations,{x:0,y:0})),I.value=n,O.value=o.map(s=>s.id),K.value=`${e}: ${o.length-1} / ${r.totalCount-1}`})}function A(n){let[e=""]=n;return n.length===1?g.value.things.get(e)?.label??e:T.several(n.length)}function We(n,e,t){return C(async()=>{let i=$n(n,e,t),r=await D({ids:[...n],depth:1,kinds:e?[e]:null,direction:t??null,first:Z+n.length,after:V.get(i)??null,beside:E()});Mn(i,r);let o=g.value.things.size,s=n.flatMap(a=>g.value.things.get(a)??[]);b(`${A(n)} \xB7 ${e?en(e):T.expandAll}`,a=>j(a,k(r),r.relations,N(s))),O.value=[...n,...k(r).map(a=>a.id)],K.value=`${A(n)}: +${g.value.things.size-o}`})}function Fn(n,e,{quiet:t=!1}={}){return C(async()=>{let i=await D({ids:e.slice(0,Q),depth:0,first:Q,beside:E()}),r=k(i),o=new Set(r.map(({id:d})=>d)),s=i.relations.flatMap(({from:d,to:c})=>o.has(d.id)?[c.id]:[d.id]),a=[...o,...s].flatMap(d=>g.value.things.get(d)??[])[0];b(n,d=>j(d,r,i.relations,a??Sn(d))),t||(O.value=[...o]),K.value=`${n}: ${r.length}`})}function Be(n){return C(async()=>{let e=n.filter(s=>g.value.things.has(s)).slice(-Q),t=E();if(!e.length)return;let i=await D({ids:e,depth:0,first:Q,beside:t}),r=k(i).map(s=>H(s,R.value));dn(s=>on(s,{ids:new Set(e),beside:new Set(t),things:new Map(r.map(a=>[a.id,a])),relations:new Map(i.relations.map(a=>[a.id,X(a)]))}));let o=s=>g.value.things.has(s)||g.value.relations.has(s);I.value&&!o(I.value)&&(I.value=r.find(({id:s})=>o(s))?.id??"")})}async function _e(n,e){let t=new Set;await C(async()=>{let{document:i}=await G(bn,{id:n},{panel:"canvas"});for(let r of i?.statements.nodes??[])for(let o of r.about.nodes)t.add(o.id)}),t.size&&await Fn(e,[...t])}function Ke(n){b(`${T.hide}: ${A(n)}`,e=>q(e,new Set(n)))}function je(n){let e=rn(g.value,new Set(n));for(let t of V.keys())n.some(i=>t.includes(i))&&V.delete(t);e.size&&b(`${T.collapse}: ${A(n)}`,t=>q(t,e))}function Le(n){b(`${T.pin}: ${A(n)}`,e=>an(e,n))}function qe(n){let{things:e}=J.value,t=[...e.keys()].filter(i=>!g.value.pinned.has(i));b(T.layouts[n],i=>mn(n,i,J.value,new Set(t))),O.value=[...e.keys()]}export{P as a,un as b,In as c,On as d,Pn as e,kn as f,cn as g,G as h,te as i,oe as j,ae as k,ie as l,re as m,se as n,de as o,le as p,ue as q,ce as r,pe as s,fe as t,ge as u,me as v,ye as w,he as x,xe as y,Zn as z,H as A,X as B,Q as C,K as D,wn as E,C as F,D as G,k as H,Re as I,Ne as J,We as K,Fn as L,Be as M,_e as N,Ke as O,je as P,Le as Q,qe as R};
