// Where the next version of a key goes in memory: beside the one before. RocksDB then looks there
// first, instead of searching its skip list from the top. Nothing of this is stored.
#pragma once

#include <memory>
#include <rocksdb/slice_transform.h>

namespace dunghan::rocks {

// Keys of family "stream": all versions of a stream stand side by side.
[[nodiscard]] std::shared_ptr<const rocksdb::SliceTransform> by_stream();

// Keys of family "view" whose rows change again and again: the states of tasks and digests.
[[nodiscard]] std::shared_ptr<const rocksdb::SliceTransform> by_state_row();

}  // namespace dunghan::rocks
