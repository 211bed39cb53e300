package regexp
import ("testing";"os";"encoding/json";"fmt";"slices")
func TestZZ(t *testing.T){
 b,_:=os.ReadFile("/tmp/regexp/match.json"); var l [][]json.RawMessage; json.Unmarshal(b,&l)
 bad:=0; var caps Captures
 for _,c:=range l { var p,f string; var u []uint16; var li int; var want []int32
  json.Unmarshal(c[0],&p); json.Unmarshal(c[1],&f); json.Unmarshal(c[2],&u);json.Unmarshal(c[3],&li);json.Unmarshal(c[4],&want)
  if u==nil {u=[]uint16{}}
  prog,err:=Compile(p,f); if err!=nil {fmt.Println(p,f,err); bad++; continue}
  subs:=[]Subject{{UTF16:u}}
  lat:=true; lb:=[]byte{}; for _,x:=range u {if x>255 {lat=false}; lb=append(lb,byte(x))}
  if lat {subs=append(subs,Subject{Latin1:lb})}
  for k,s:=range subs { n:=0
   ok,err:=prog.Match(s,li,&caps,func() error {n++; if n>400 {return fmt.Errorf("poll")}; return nil})
   if err!=nil {fmt.Println(p,f,err);bad++;continue}
   if ok!=(want!=nil) || ok && !slices.Equal(caps.Pos,want) { bad++; if bad<40 {fmt.Printf("/%s/%s %v@%d sub%d: got %v %v want %v\n",p,f,string(utf(u)),li,k,ok,caps.Pos,want)} } }
 }
 fmt.Println(len(l),"cases",bad,"bad")
}
func utf(u []uint16) []byte { var b []byte; for _,x:=range u {b=appendRune(b,rune(x))}; return b}
