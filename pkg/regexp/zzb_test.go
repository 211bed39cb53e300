package regexp
import ("testing";"os";"encoding/json";"fmt";"time")
func TestZB(t *testing.T){
 b,_:=os.ReadFile("/tmp/regexp/bench/text"); pb,_:=os.ReadFile("/tmp/regexp/bench/pats.json"); var l [][2]string; json.Unmarshal(pb,&l)
 w:=make([]uint16,len(b)); for i,c:=range b {w[i]=uint16(c)}
 for _,c:=range l { pr,_:=Compile(c[0],c[1]); var caps Captures
  var best [2]time.Duration; n:=0
  for k,s:=range []Subject{{Latin1:b},{UTF16:w}} { best[k]=time.Hour
  for range 3 { st:=time.Now(); n=0; pos:=0
   for { ok,err:=pr.Match(s,pos,&caps,func() error {return nil}); if err!=nil {fmt.Println(err)}; if !ok {break}; n++; _,e,_:=caps.Group(0); if s0,_,_:=caps.Group(0); s0==e {e++}; pos=e }
   best[k]=min(best[k],time.Since(st)) } }
  fmt.Printf("%-50s %s %d %v %v\n",c[0],c[1],n,best[0],best[1]) }
}
