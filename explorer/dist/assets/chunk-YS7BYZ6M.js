import{A as w,D as un,F as J,L as cn,M as pn,N as U,O as Y,P as H,S as M,V as fn,W as P,Y as X,ba as V,da as gn,ga as Z,j as T,ka as O,m as an,n as G,o as _,p as sn,q as z,s as ln,t as dn,x}from"./chunk-WOBCGTN2.js";var E=class extends Error{constructor(t,o,a){super(t);this.hint=o;this.code=a}hint;code},mn=T(""),_n=T(!1);function Bn(n){let[e]=n;return new E(e?.message??"",e?.extensions?.hint??"",e?.extensions?.code??"")}var hn=T(new Map);async function nn(n,e,{stop:t,panel:o}={}){o&&(hn.value=new Map(hn.value).set(o,{query:n,variables:e}));let a={"content-type":"application/json"};mn.value&&(a.authorization=`Bearer ${mn.value}`);let i=JSON.stringify({query:n,variables:e}),s=await fetch("/graphql",{method:"POST",headers:a,body:i,signal:t??null}).catch(l=>{throw t?.aborted?l:new E("The service does not answer.","See whether `contrail serve` still runs.","OFFLINE")});_n.value=s.status===401;let r=await s.json();if(r.errors?.length||!r.data)throw Bn(r.errors??[]);return r.data}var xn={fn:"nouns",fk:"kinds",fs:"sources"},bn={ff:"from",ft:"to"};function vn(n,e,t){if(!n.things.size)return"";let o=new Map([...n.things.keys()].map((l,d)=>[l,d])),a=new URLSearchParams;a.set("n",[...n.things.values()].map(l=>`${l.id},${Math.round(l.x)},${Math.round(l.y)}`).join(";"));let i=[...n.relations.values()].map(l=>`${l.kind},${o.get(l.from)},${o.get(l.to)}`),{filters:s}=n,r=[["e",i.join(";")],["s",e],["p",[...n.pinned].flatMap(l=>o.get(l)??[]).join(";")],...Object.entries(xn).map(([l,d])=>[l,[...s[d]].join(";")]),...Object.entries(bn).map(([l,d])=>[l,s[d]?.toString()??""]),["fd",s.degree?String(s.degree):""],["v",t.view==="graph"?"":t.view],["l",t.side],["t",t.timeline?"1":""],["th",t.theme??""],["c",t.camera?[t.camera.x,t.camera.y,t.camera.ratio].map(l=>l.toFixed(4)).join(","):""]];for(let[l,d]of r)d&&a.set(l,d);return a.toString().replaceAll("%2C",",").replaceAll("%3B",";").replaceAll("%3A",":").replaceAll("%2F","/")}function wn(n){let e=new URLSearchParams(n.replace(/^#/,"").replaceAll("+","%2B")),t=p=>e.get(p)??"",o=en(t("n")).flatMap(([p,f,y])=>{let $={id:p??"",x:Number(f),y:Number(y)};return $.id&&Number.isFinite($.x)&&Number.isFinite($.y)?[$]:[]}),a=en(t("e")).map(([p,f,y])=>`${p}/${o[Number(f)]?.id}/${o[Number(y)]?.id}`),i=new Set(en(t("p")).flatMap(([p])=>o[Number(p)]?.id??[])),s=Object.entries(xn).map(([p,f])=>[f,new Set(t(p).split(";").filter(Boolean))]),r=Object.entries(bn).map(([p,f])=>[f,yn(t(p))]),l={...an,...Object.fromEntries([...s,...r]),degree:yn(t("fd"))??0},[d,u,m]=t("c").split(",").map(Number),c={view:cn.find(p=>p===t("v"))??"graph",side:pn.find(p=>p===t("l"))??"",timeline:t("t")==="1",theme:["light","dark"].find(p=>p===t("th"))??null,camera:d!==void 0&&u!==void 0&&m&&[d,u,m].every(Number.isFinite)?{x:d,y:u,ratio:m}:null};return{things:o,relations:new Set(a),selected:t("s"),pinned:i,filters:l,look:c}}function yn(n){return n&&Number.isFinite(Number(n))?Number(n):null}function en(n){return n?n.split(";").map(e=>e.split(",")):[]}var Mn=Math.PI*(3-Math.sqrt(5));function $n(n,e,t){let o=[...n.things.values()],a=[];for(let i=o.length?2:0;a.length<t;i+=1){let s=27*Math.sqrt(i)*1.15,r={x:e.x+s*Math.cos(i*Mn)*1.35,y:e.y+s*Math.sin(i*Mn)};o.every(l=>Math.hypot((l.x-r.x)/1.35,l.y-r.y)>=27)&&(o.push(r),a.push(r))}return a}var tn=1.7,Fn=300,Sn=.12,Ln=6e6,Dn=7,qn=34,On=42,Wn=40,Tn=185,Gn=({label:n})=>Math.max(27,Math.min(qn,n.length)*Dn);function B(n,e){let t=new Set([...n.relations.values()].flatMap(({from:c,to:p})=>[c,p])),o=[...e].filter(c=>!t.has(c)),a=new Set(o),i=[...n.things.values()].filter(({id:c})=>!a.has(c)).map(c=>({id:c.id,x:c.x/tn,y:c.y,free:e.has(c.id),width:Gn(c)/tn})),s=i.filter(({free:c})=>c),r=Math.min(Fn,Math.floor(Ln/(s.length*i.length||1))),l=new Map(i.map(c=>[c.id,c])),d=[...n.relations.values()].flatMap(({from:c,to:p})=>{let[f,y]=[l.get(c),l.get(p)];return f&&y&&f!==y&&(f.free||y.free)?[[f,y]]:[]}),u=27*1.6;for(let c=0;c<r;c+=1){let p=new Map(s.map(g=>[g,{x:0,y:0}])),f=(g,b,v)=>{let h=p.get(g);h&&Object.assign(h,{x:h.x+b,y:h.y+v})},y={x:Pn(i,"x"),y:Pn(i,"y")};for(let g of s){for(let b of i){if(b===g)continue;let[v,h]=[g.x-b.x,g.y-b.y],S=Math.max(.01,v*v+h*h);f(g,v*u*u/S,h*u*u/S)}f(g,(y.x-g.x)*Sn,(y.y-g.y)*Sn)}for(let[g,b]of d){let[v,h]=[b.x-g.x,b.y-g.y],S=Math.hypot(v,h)/u;f(g,v*S,h*S),f(b,-v*S,-h*S)}let $=u*2*(1-c/r)+.1;for(let[g,{x:b,y:v}]of p){let h=Math.hypot(b,v)||1;g.x+=b/h*Math.min(h,$),g.y+=v/h*Math.min(h,$)}}zn(i,r>0);let m=new Map(n.things);for(let{id:c,x:p,y:f}of s){let y=m.get(c);y&&m.set(c,{...y,x:p*tn,y:f})}return{...n,things:Jn(m,o)}}function zn(n,e){for(let t=0;e&&t<Wn;t+=1)for(let[o,a]of n.entries())for(let i of n.slice(o+1)){if(!a.free&&!i.free)continue;let[s,r]=[i.x-a.x,i.y-a.y],[l,d]=[(a.width+i.width)/2-Math.abs(s),On-Math.abs(r)];if(l<=0||d<=0)continue;let u=a.free&&i.free?.5:1,[m,c]=l<d?[Math.sign(s||1)*l*u,0]:[0,Math.sign(r||1)*d*u];a.free&&Object.assign(a,{x:a.x-m,y:a.y-c}),i.free&&Object.assign(i,{x:i.x+m,y:i.y+c})}}function Jn(n,e){let t=[...n.values()].filter(({id:r})=>!e.includes(r)),[o,a]=[Math.min(...t.map(({x:r})=>r)),Math.max(...t.map(({x:r})=>r))];if(!t.length)return n;let i=Math.min(...t.map(({y:r})=>r)),s=Math.max(3,Math.floor((a-o)/Tn)+1);for(let[r,l]of e.entries()){let d=n.get(l),[u,m]=[Math.floor(r/s),r%s];d&&n.set(l,{...d,x:o+m*Tn,y:i-(u*1.2+1.4)*On})}return n}function Pn(n,e){return n.reduce((t,o)=>t+o[e],0)/(n.length||1)}var pe=["forces","columns","circle","time"],on=42,K=210;function kn(n,e,t,o){let a=[...t.things.values()].filter(({id:r})=>o.has(r)),i=n==="forces"?Yn(t,o):Un(Hn[n](a,t),t,o),s=new Map(e.things);for(let[r,l]of i){let d=s.get(r);d&&s.set(r,{...d,...l})}return{...e,things:s}}function Un(n,e,t){let o=[...e.things.values()].filter(({id:i})=>!t.has(i)).map(({x:i})=>i);if(!o.length||!n.size)return n;let a=Math.max(...o)+K-Math.min(...[...n.values()].map(({x:i})=>i));return new Map([...n].map(([i,{x:s,y:r}])=>[i,{x:s+a,y:r}]))}function Yn(n,e){let t=In([...n.things.values()].filter(({id:a})=>e.has(a))),o=new Map([...n.things].map(([a,i])=>[a,{...i,...t.get(a)}]));return new Map([...B({...n,things:o},e).things].filter(([a])=>e.has(a)))}var Hn={columns:Xn,circle:In,time:ne};function Cn(n,e){let t=new Map;for(let o of n)t.set(e(o),[...t.get(e(o))??[],o]);return t}function Xn(n,{relations:e}){let t=new Map;for(let{from:i,to:s}of e.values())for(let r of[i,s])t.set(r,(t.get(r)??0)+1);let o=({id:i})=>t.get(i)??0,a=[...Cn(n,({noun:i})=>i)].sort(([i],[s])=>i.localeCompare(s));return Zn(a.map(([,i])=>i.sort((s,r)=>o(r)-o(s))))}function Zn(n){let e=Math.max(12,Math.ceil(Math.sqrt(n.flat().length)*1.6)),t=n.flatMap(o=>{let a=Math.ceil(o.length/e);return Array.from({length:a},(i,s)=>o.filter((r,l)=>l%a===s))});return new Map(t.flatMap((o,a)=>o.map(({id:i},s)=>[i,{x:(a-(t.length-1)/2)*K,y:((o.length-1)/2-s)*on}])))}function In(n){let e=[...n].sort((o,a)=>o.noun.localeCompare(a.noun)||o.label.localeCompare(a.label)),t=Math.max(54,e.length*27*1.5/Math.PI);return new Map(e.map(({id:o},a)=>{let i=Math.PI/2-a/e.length*2*Math.PI;return[o,{x:t*1.35*Math.cos(i),y:t*Math.sin(i)}]}))}function ne(n){let e=({spans:[r]})=>r?.from??r?.to??null,t=n.filter(r=>e(r)!==null).sort((r,l)=>Number(e(r))-Number(e(l))),o=[...Cn(t,e)],a=new Map(o.flatMap(([,r],l)=>r.map(({id:d},u)=>[d,{x:l*K,y:u*on}]))),i=Math.max(4,o.length),s=n.filter(r=>e(r)===null).sort((r,l)=>r.noun.localeCompare(l.noun));for(let[r,{id:l}]of s.entries())a.set(l,{x:r%i*K,y:-(2+Math.floor(r/i))*on*1.4});return a}var ee={Location:"latitude longitude",Period:"start end text precision basis"};function F(n,e,t){return Object.entries(n.nouns[e]?.fields??{}).flatMap(([o,a])=>a.type===t?[o]:[])}function En(n,e){let t=Object.entries(e.nouns).flatMap(([o,{interface:a,labels:i}])=>{if(a||!i.includes("Entity"))return[];let s=Object.entries(ee).flatMap(([r,l])=>F(e,o,r).map(d=>`      ${d} { ${l} }`));return s.length?[`  ... on ${o} {
${s.join(`
`)}
  }`]:[]});return n.replace("fragment Known on Entity {",o=>[o,...t].join(`
`))}var me=`query Search($text: String!, $first: Int!) {
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
}`,Qn=`query Expand($ids: [ID!]!, $depth: Int!, $kinds: [RelationKind!], $direction: RelationDirection, $first: Int!, $after: String, $beside: [ID!]) {
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
}`,he=`query Connect($from: [ID!]!, $to: [ID!]!, $kinds: [RelationKind!], $modalities: [Modality!], $most: Int!, $first: Int!) {
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
}`,ye=`query ThingTold($id: ID!, $first: Int!, $after: String, $whole: Boolean!) {
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
}`,xe=`query RelationTold($ends: [ID!]!, $kinds: [RelationKind!]!, $first: Int!, $after: String) {
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
}`,be=`query Words($id: ID!) {
  node(id: $id) {
    ... on Document {
      text
    }
  }
}`,ve=`query Begin {
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
}`,Rn=`query Speaks($id: ID!) {
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
}`,we=`query Named($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
    ... on Entity {
      label
    }
  }
}`,Me=`mutation Write($input: WriteInput!) {
  write(input: $input) {
    documentId
    at
  }
}`,$e=`mutation Judge($input: JudgeInput!) {
  judge(input: $input) {
    documentId
    at
  }
}`,Se=`mutation TakeBack($input: RetractInput!) {
  retract(input: $input) {
    documentId
    at
  }
}`,Te=`subscription Changes($since: String) {
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
}`,Pe=`mutation Ingest($input: IngestInput!) {
  ingest(input: $input) {
    documentId
    changes {
      statementsAdded
    }
  }
}`,Oe=`query Snapshot($ids: [ID!]!) {
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
}`;function Vn(n){let e=new Map;for(let t of n)t&&e.set(t.id,{id:t.id,name:t.title??t.outlet??t.id});return[...e.values()]}function L(n,e){let t=n,o=F(e,n.__typename,"Period").map(r=>t[r]),a=F(e,n.__typename,"Location").map(r=>t[r]),i={spans:o.flatMap(r=>r?J(r)??[]:[]),sources:Vn(n.statements.nodes.map(({reportedIn:r})=>r)),partial:n.statements.pageInfo.hasNextPage},s=e.nouns[n.__typename]?.journey?null:a.find(r=>r)??null;return{...i,id:n.id,noun:n.__typename,label:n.label,counts:n.relationCounts,place:s}}function D(n){let e=n.period&&J(n.period);return{id:n.id,kind:n.kind,from:n.from.id,to:n.to.id,modality:n.modality,disputed:n.disputed===!0,alternative:n.alternative!==null,spans:e?[e]:[],sources:Vn(n.evidence.nodes.map(({statement:t})=>t.reportedIn)),weight:n.evidence.nodes.length,partial:n.evidence.pageInfo.hasNextPage}}var rn=25,Q=1e3,q=T(""),An=T(null),A=new Map;async function I(n){An.value=null;try{await n()}catch(e){if(!(e instanceof E))throw e;An.value=e}}async function R(n){let e=En(Qn,V.value);return(await nn(e,n,{panel:"canvas"})).neighbourhood}function j(){return[...x.value.things.keys()].slice(-Q)}function Nn(n,e,t){let o=e.filter(i=>!n.things.has(i.id)),a=$n(n,t,o.length);return o.map((i,s)=>({...L(i,V.value),...a[s]??t}))}function W(n,e,t,o){let a=Nn(n,e,o);return B(_(n,a,t.map(D)),new Set(a.map(({id:i})=>i)))}function jn({things:n}){return{x:n.size?Math.max(...[...n.values()].map(({x:e})=>e))+135:0,y:0}}var C=n=>n.nodes.map(({node:e})=>e);function Ge(n,e){return I(async()=>{let t=await R({ids:[n],depth:1,first:rn+1,beside:j()}),o=C(t),a=x.value.things.get(n);w(e,i=>{let s=a??jn(i),r=Nn(G,o.filter(l=>l.id===n),s);return W(_(i,r.map(l=>({...l,...s})),[]),o,t.relations,s)}),M.value=n,P.value=[n,...o.map(i=>i.id)],q.value=`${e}: ${o.length-1} / ${t.totalCount-1}`})}function ze(n,e,t,o){return I(async()=>{let a=await R({ids:[n],depth:1,kinds:[t],direction:o,first:rn+1,beside:j()}),i=C(a);w(e,s=>W(s,i,a.relations,{x:0,y:0})),M.value=n,P.value=i.map(s=>s.id),q.value=`${e}: ${i.length-1} / ${a.totalCount-1}`})}function N(n){let[e=""]=n;return n.length===1?x.value.things.get(e)?.label??e:O.several(n.length)}function Je(n,e,t){return I(async()=>{let o=[[...n].sort().join(),e,t].join("|"),a=await R({ids:[...n],depth:1,kinds:e?[e]:null,direction:t??null,first:rn+n.length,after:A.get(o)??null,beside:j()}),i=a.truncated?.cursor;i?A.set(o,i):A.delete(o);let s=x.value.things.size,r=n.flatMap(d=>x.value.things.get(d)??[]),l=d=>r.reduce((u,m)=>u+m[d],0)/(r.length||1);w(`${N(n)} \xB7 ${e?gn(e):O.expandAll}`,d=>W(d,C(a),a.relations,{x:l("x"),y:l("y")})),P.value=[...n,...C(a).map(d=>d.id)],q.value=`${N(n)}: +${x.value.things.size-s}`})}function te(n,e,{quiet:t=!1}={}){return I(async()=>{let o=await R({ids:e.slice(0,Q),depth:0,first:Q,beside:j()}),a=C(o),i=new Set(a.map(({id:l})=>l)),s=o.relations.flatMap(({from:l,to:d})=>i.has(l.id)?[d.id]:[l.id]),r=[...i,...s].flatMap(l=>x.value.things.get(l)??[])[0];w(n,l=>W(l,a,o.relations,r??jn(l))),t||(P.value=[...i]),q.value=`${n}: ${a.length}`})}function Ue(n){return I(async()=>{let e=n.filter(s=>x.value.things.has(s)).slice(-Q),t=j();if(!e.length)return;let o=await R({ids:e,depth:0,first:Q,beside:t}),a=C(o).map(s=>L(s,V.value));un(s=>sn(s,{ids:new Set(e),beside:new Set(t),things:new Map(a.map(r=>[r.id,r])),relations:new Map(o.relations.map(r=>[r.id,D(r)]))}));let i=s=>x.value.things.has(s)||x.value.relations.has(s);M.value&&!i(M.value)&&(M.value=a.find(({id:s})=>i(s))?.id??"")})}async function Ye(n,e){let t=new Set;await I(async()=>{let{document:o}=await nn(Rn,{id:n},{panel:"canvas"});for(let a of o?.statements.nodes??[])for(let i of a.about.nodes)t.add(i.id)}),t.size&&await te(e,[...t])}function He(n){w(`${O.hide}: ${N(n)}`,e=>z(e,new Set(n)))}function Xe(n){let e=dn(x.value,new Set(n));for(let t of A.keys())n.some(o=>t.includes(o))&&A.delete(t);e.size&&w(`${O.collapse}: ${N(n)}`,t=>z(t,e))}function Ze(n){w(`${O.pin}: ${N(n)}`,e=>ln(e,n))}function nt(n){let{things:e}=X.value,t=[...e.keys()].filter(o=>!x.value.pinned.has(o));w(O.layouts[n],o=>kn(n,o,X.value,new Set(t))),P.value=[...e.keys()]}function et(n){let e={view:U.value,side:Y.value,timeline:H.value,theme:Z.value,camera:n};return vn(x.value,M.value,e)}function tt(n){return I(async()=>{let e=wn(n);if(!e.things.length)return;let t=await R({ids:e.things.map(({id:u})=>u),depth:0,first:Q}),o=new Map(e.things.map(u=>[u.id,u])),a=new Map(C(t).map(u=>[u.id,L(u,V.value)])),i=e.things.flatMap(({id:u})=>{let[m,c]=[a.get(u),o.get(u)];return m&&c?[{...m,x:c.x,y:c.y}]:[]}),s=new Map(t.relations.map(u=>[u.id,D(u)])),r=[...e.relations].flatMap(u=>s.get(u)??[]),l=new Set(i.map(({id:u})=>u));w("#",()=>({..._(G,i,r),filters:e.filters,pinned:new Set([...e.pinned].filter(u=>l.has(u)))}));let{look:d}=e;U.value=d.view,Y.value=d.side,H.value=d.timeline,d.theme&&(Z.value=d.theme),M.value=e.selected,d.camera?fn.value=d.camera:P.value=i.map(({id:u})=>u)})}export{E as a,mn as b,_n as c,hn as d,nn as e,me as f,he as g,ye as h,xe as i,be as j,ve as k,we as l,Me as m,$e as n,Se as o,Te as p,Pe as q,Oe as r,pe as s,q as t,An as u,I as v,Ge as w,ze as x,Je as y,te as z,Ue as A,Ye as B,He as C,Xe as D,Ze as E,nt as F,et as G,tt as H};
