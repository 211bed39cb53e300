package heap

// Shapes are found by id in a tree of three levels, so that what a runtime pays
// for depends on the ids in use and not on how far the counter has come:
//
//	id: | 16 bits: place in dirs | 8 bits: page of the directory | 8 bits: shape of the page |
const (
	shapePageBits = 8
	shapePageSize = 1 << shapePageBits
	shapeDirBits  = 8
	shapeDirSize  = 1 << shapeDirBits
)

type shapePage struct {
	shapes [shapePageSize]*Shape
	used   int
}

type shapeDir struct {
	pages [shapeDirSize]*shapePage
	used  int
}

const (
	shapePageBytes = shapePageSize*8 + 8
	shapeDirBytes  = shapeDirSize*8 + 8
)

// defaultShapeIDs is where ids start over if Options says nothing else. From
// lateShapeIDs on the script ends at the next safepoint; what runs before it may
// use those up to lastShapeID. The ids above stand for primitives in inline caches.
const (
	defaultShapeIDs = 1 << 31
	lateShapeIDs    = 0xFFFF_0000
	lastShapeID     = 0xFFFF_FF00
)

// shapeSpace finds shapes by id.
//
// While ids are counted up, a stale id in a cache can only miss. When they start
// over no cache holds one, so that only the ids which are in use then can be met
// twice: those stay reserved until the next start.
type shapeSpace struct {
	dirs     []*shapeDir
	nextID   uint32
	maxID    uint32 // where ids start over
	reserved map[uint32]struct{}
	live     int
	pins     int // shapes that are pinned
	maxPins  int // beyond so many a full collection unpins all
	roots    shapeMap
	young    []*Shape // made since the last collection
	touched  []*Shape // dictionary shapes that got a key or a prototype since the last collection
	held     []*Shape // that live until the next checkpoint is taken: see Origins
}

func (s *shapeSpace) init() {
	s.nextID = 1
	s.maxID = defaultShapeIDs
	s.maxPins = minMaxPins
}

// Shape returns the shape with the id, or nil.
func (h *Heap) Shape(id uint32) *Shape {
	if p := h.shapes.page(id); p != nil {
		return p.shapes[id%shapePageSize]
	}
	return nil
}

func (s *shapeSpace) page(id uint32) *shapePage {
	d := id >> (shapePageBits + shapeDirBits)
	if int(d) >= len(s.dirs) || s.dirs[d] == nil {
		return nil
	}
	return s.dirs[d].pages[id>>shapePageBits%shapeDirSize]
}

// each calls f for every shape; f may free it.
func (s *shapeSpace) each(f func(*Shape)) {
	for _, dir := range s.dirs {
		if dir == nil {
			continue
		}
		for _, page := range dir.pages {
			if page == nil {
				continue
			}
			for _, shape := range page.shapes {
				if shape != nil {
					f(shape)
				}
			}
		}
	}
}

// refreshShapeIDs lets ids start over when they are used up. While the caches cannot
// be emptied there are as many again.
func (h *Heap) refreshShapeIDs() {
	if sp := &h.shapes; sp.nextID >= sp.maxID && h.OnShapeReuse != nil && h.OnShapeReuse() {
		h.startShapeIDsOver()
	}
}

// nextShapeID chooses an id.
func (h *Heap) nextShapeID() uint32 {
	h.refreshShapeIDs()
	sp := &h.shapes
	for {
		id := sp.nextID
		if id >= lateShapeIDs {
			h.gc.idsGone = true
			h.Exhausted = true
			if id > lastShapeID {
				panic("heap: shape ids used up")
			}
		}
		sp.nextID++
		if _, taken := sp.reserved[id]; !taken {
			return id
		}
	}
}

// startShapeIDsOver begins again with the first id that is not in use. What is kept
// beside an epoch may hold ids too, and ends with it.
func (h *Heap) startShapeIDsOver() {
	sp := &h.shapes
	h.chargeGo(-int64(len(sp.reserved)) * reservedBytes)
	sp.reserved = make(map[uint32]struct{}, sp.live)
	sp.each(func(s *Shape) { sp.reserved[s.id] = struct{}{} })
	h.chargeGo(int64(len(sp.reserved)) * reservedBytes)
	sp.nextID = 1
	h.advanceEpoch()
	for uint64(len(sp.reserved))*2 > uint64(sp.maxID) && sp.maxID < defaultShapeIDs {
		sp.maxID *= 2
	}
}

const reservedBytes = 16

// enterID gives s a new id.
func (h *Heap) enterID(s *Shape) {
	sp := &h.shapes
	id := h.nextShapeID()
	d := int(id >> (shapePageBits + shapeDirBits))
	if n := d + 1 - len(sp.dirs); n > 0 {
		sp.dirs = append(sp.dirs, make([]*shapeDir, n)...)
		h.chargeGo(int64(n) * 8)
	}
	dir := sp.dirs[d]
	if dir == nil {
		dir = new(shapeDir)
		sp.dirs[d] = dir
		h.chargeGo(shapeDirBytes)
	}
	p := id >> shapePageBits % shapeDirSize
	page := dir.pages[p]
	if page == nil {
		page = new(shapePage)
		dir.pages[p] = page
		dir.used++
		h.chargeGo(shapePageBytes)
	}
	page.shapes[id%shapePageSize] = s
	page.used++
	s.id = id
	s.header = s.header&(1<<upperShift-1) | uint64(id)<<upperShift
}

// leaveID removes s from the tree. The page and the directory that the counter
// has reached stay.
func (h *Heap) leaveID(s *Shape) {
	sp := &h.shapes
	d := s.id >> (shapePageBits + shapeDirBits)
	dir := sp.dirs[d]
	p := s.id >> shapePageBits % shapeDirSize
	page := dir.pages[p]
	page.shapes[s.id%shapePageSize] = nil
	if page.used--; page.used > 0 || s.id>>shapePageBits == sp.nextID>>shapePageBits {
		return
	}
	dir.pages[p] = nil
	h.chargeGo(-shapePageBytes)
	if dir.used--; dir.used == 0 {
		sp.dirs[d] = nil
		h.chargeGo(-shapeDirBytes)
	}
}

// renewID gives a dictionary shape another id, so that caches of it miss. Should ids
// start over, they do so while the old one is in use.
func (h *Heap) renewID(s *Shape) {
	h.refreshShapeIDs()
	h.leaveID(s)
	h.enterID(s)
}
