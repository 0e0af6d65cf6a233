// The newest schema of a payload, and how an older one becomes it.
#pragma once

#include <cstdint>

namespace dunghan {

// A struct that changes gets a specialisation with `newest = 2`, keeps its old self as a struct and
// a listing of its own (directory_v1.h), and
//     static T from_older(const V1& old);
// in `Older = V1`, so that nothing beyond the codec ever sees the old one; of documents that a view
// keeps also
//     static std::optional<V1> to_older(const T& now);
// Included by
// event_list.h: nobody who asks for the newest schema may miss it.
template <class T>
struct EventSchema {
    static constexpr std::uint16_t newest = 1;
};

}  // namespace dunghan
